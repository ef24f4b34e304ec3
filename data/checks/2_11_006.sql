-- id: 2_11_006
-- severity: warning
-- name.zh: 因务工就业不稳但家中无劳动力
-- name.en: Unstable jobs, but no labour
-- message.zh: 风险为“因务工就业不稳”，但家中没有劳动力
-- message.en: the risk is unstable jobs, but the household has no labour
-- remedy.zh: 核实劳动力人数或更正风险类型
-- remedy.en: correct the labour count or the kind of risk
-- source: 防返贫监测疑点数据规则 2_11_006、5_15_013

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.identified AS since, NULL AS until, 'breach' AS verdict
  FROM case_dated d JOIN household h ON h.id = d.household_id
  JOIN case_risk r ON r.case_id = d.case_id
 WHERE r.risk_code = 'job_instability' AND h.labour_count = 0;
