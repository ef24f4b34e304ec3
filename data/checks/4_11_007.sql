-- id: 4_11_007
-- severity: warning
-- name.zh: 有成员未参加医保但风险类型未体现
-- name.en: A member is uninsured, not among the risks
-- message.zh: 识别时有成员未参加医保，但风险类型中没有“因病”
-- message.en: at identification a member is uninsured, but the risks do not say so
-- remedy.zh: 核实后补充风险类型或更正状况
-- remedy.en: add the risk or correct the fact
-- source: 防返贫监测疑点数据规则 4_11_007

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.identified AS since, NULL AS until, 'breach' AS verdict
  FROM case_dated d JOIN monitoring_case c ON c.id = d.case_id
 WHERE c.uninsured = 1
   AND NOT EXISTS (SELECT 1 FROM case_risk r WHERE r.case_id = d.case_id AND r.risk_code = 'illness');
