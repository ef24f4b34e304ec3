-- id: 5_18_006
-- severity: warning
-- name.zh: 因安全饮水但无饮水措施
-- name.en: Risk of water without its measure
-- message.zh: 风险为“因安全饮水”，但没有饮水安全保障措施
-- message.en: the risk is water, but there is no measure for it
-- remedy.zh: 补充饮水安全保障措施
-- remedy.en: plan a measure for the water
-- source: 防返贫监测疑点数据规则 5_18_006

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.identified AS since, NULL AS until, 'breach' AS verdict
  FROM case_dated d
  JOIN case_risk r ON r.case_id = d.case_id
 WHERE r.risk_code = 'water' AND NOT EXISTS (
         SELECT 1 FROM measure m CROSS JOIN rule_list l ON l.key = 'measures.water' AND l.item = m.category
          WHERE m.case_id = d.case_id AND m.status NOT IN ('stopped', 'not_applicable')
            AND d.identified BETWEEN l.from_day AND l.until_day);
