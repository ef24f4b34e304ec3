SELECT name AS 活动名称, kind AS 类别, organiser AS 组织单位, basis AS 文号, started_on AS 开始日期, ended_on AS 结束日期,
       period_from AS 回看起, period_to AS 回看止
  FROM campaign
 ORDER BY id
