-- id: 2_11_002
-- severity: error
-- name.zh: 短期消除
-- name.en: Cleared too soon
-- message.zh: {identified_on} 识别、{cleared_on} 消除，间隔不足规定的 {months} 个月
-- message.en: identified {identified_on} and cleared {cleared_on}, less than the {months} months wanted
-- remedy.zh: 核实是否稳定消除；不稳定的回退消除
-- remedy.en: check whether the risk is gone for good; if not, undo the clearance
-- source: 防返贫监测疑点数据规则 2_11_002

-- The text says six months, the script that was seen tests two; the limit is the rule set's. Between the nearest and the
-- farthest days that two months may mean lies what cannot be told.
SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.cleared AS since, d.revoked - 1 AS until,
       CASE WHEN lb_day (c.cleared_on) < lb_limit_day (lb_day_first (c.identified_on), 'limits.clear_min') THEN 'breach' ELSE 'unknown' END
         AS verdict, c.identified_on, c.cleared_on, lb_rule ('limits.clear_min', d.identified) AS months
  FROM case_dated d JOIN monitoring_case c ON c.id = d.case_id
 WHERE d.clear_mode = 'assisted'
   AND lb_day_first (c.cleared_on) < lb_limit_day (lb_day (c.identified_on), 'limits.clear_min');
