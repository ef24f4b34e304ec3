-- id: cloud_month
-- severity: error
-- name.zh: 当月或次月即消除
-- name.en: Cleared in the same or the next month
-- message.zh: {identified_on} 识别、{cleared_on} 即消除（当月或次月）
-- message.en: identified {identified_on} and cleared {cleared_on}, in the same month or the next
-- remedy.zh: 核实消除程序，按突击消除线索处理
-- remedy.en: look into it as a rush clearance
-- source: 防返贫监测疑点数据规则（省级云平台：当月及次月消除风险，不含自然消除）

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.cleared AS since, d.revoked - 1 AS until, 'breach' AS verdict, c.identified_on, c.cleared_on
  FROM case_dated d JOIN monitoring_case c ON c.id = d.case_id
 WHERE d.clear_mode = 'assisted' AND lb_day (c.cleared_on) <= lb_month_end (lb_day (c.identified_on), 1);
