SELECT kind AS 报告, file AS 文件, as_of AS 截至日期, since AS 起始日期, region_code AS 区划代码, rules AS 规则集,
       CASE masked WHEN 1 THEN '是' ELSE '否' END AS 是否脱敏, fingerprint AS 数据指纹, sha256 AS "SHA-256", at AS 时间
  FROM report_run
 ORDER BY id
