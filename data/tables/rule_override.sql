SELECT section AS 分类, key AS 规则, value AS 取值, valid_from AS 生效日期, valid_to AS 失效日期, basis AS 依据
  FROM rule_override
 ORDER BY id
