-- id: 4_11_009
-- severity: warning
-- name.zh: 缺劳动力但成员有劳动能力
-- name.en: Lack of labour, but all can work
-- message.zh: 风险为“缺劳动力”，但全家 {size} 人均有劳动能力
-- message.en: the risk is lack of labour, but all {size} members can work
-- remedy.zh: 核实劳动能力或更正风险类型
-- remedy.en: correct the labour or the kind of risk
-- source: 防返贫监测疑点数据规则 4_11_009、5_11_029

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.identified AS since, NULL AS until, 'breach' AS verdict, h.size
  FROM case_dated d JOIN household h ON h.id = d.household_id
  JOIN case_risk r ON r.case_id = d.case_id
 WHERE r.risk_code = 'labour_lack' AND h.labour_count >= h.size;
