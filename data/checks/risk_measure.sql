-- id: risk_measure
-- severity: warning
-- name.zh: 风险与措施不匹配
-- name.en: No measure that fits the risk
-- message.zh: 风险“{risk:risk}”没有对应的帮扶措施（计划或已落实）
-- message.en: no measure, planned or implemented, fits the risk of {risk:risk}
-- remedy.zh: 按风险类型补充帮扶措施
-- remedy.en: plan a measure that fits the risk
-- source: 风险—措施对应关系，见规则集 [measures]

-- Only while the case is active and its first measures are due. Water has a rule of its own, 5_18_006.
WITH asked (risk_code) AS (SELECT DISTINCT substr (key, 10) FROM rule_list WHERE key LIKE 'measures.%')
SELECT s.region_id, s.household_id, 'monitoring_case' AS row_table, s.case_id AS row_id,
       max (s.first, lb_limit_day (s.identified, 'limits.measure_first') + 1) AS since, s.last - 1 AS until, 'breach' AS verdict,
       r.risk_code AS risk
  FROM case_span s JOIN case_risk r ON r.case_id = s.case_id
 WHERE r.risk_code <> 'water' AND r.risk_code IN (SELECT risk_code FROM asked)
   AND NOT EXISTS (SELECT 1 FROM measure m CROSS JOIN rule_list l ON l.key = 'measures.' || r.risk_code AND l.item = m.category
                    WHERE m.case_id = s.case_id AND m.status NOT IN ('stopped', 'not_applicable')
                      AND s.identified BETWEEN l.from_day AND l.until_day);
