-- id: M09
-- name.zh: 风险措施匹配率
-- name.en: Risk–measure match
-- group.zh: 帮扶措施
-- group.en: Measures
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- palette: YlGnBu
-- source.zh: 至少有一项对应措施已落实的（户、风险）对 ÷ 规则集定有对应措施的（户、风险）对
-- source.en: (household, risk) pairs with at least one fitting measure implemented ÷ (household, risk) pairs for which the rule set names fitting measures
-- note.zh: 只计在册监测户；规则集没有对应关系的风险不计。
-- note.en: Only active monitored households; risks for which the rule set names no measure are left out.

WITH asked (risk_code, key) AS (SELECT DISTINCT substr (key, 10), key FROM rule_list WHERE key LIKE 'measures.%'
), met (case_id, risk_code, day) AS (
  SELECT m.case_id, r.risk_code, min (m.day)
    FROM case_done m CROSS JOIN rule_list l ON l.item = m.category AND m.day BETWEEN l.from_day AND l.until_day
    JOIN asked a ON a.key = l.key CROSS JOIN case_threat r ON r.case_id = m.case_id AND r.risk_code = a.risk_code
   GROUP BY m.case_id, r.risk_code
)
SELECT s.region_id, s.first, s.last, 0 AS numerator, 1 AS denominator, 'monitoring_case' AS row_table, s.case_id AS row_id
  FROM case_span s JOIN case_threat r ON r.case_id = s.case_id WHERE r.risk_code IN (SELECT risk_code FROM asked)
UNION ALL
SELECT s.region_id, max (s.first, m.day), s.last, 1, 0, 'monitoring_case', s.case_id
  FROM met m CROSS JOIN case_span s ON s.case_id = m.case_id;
