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
-- source: 至少有一项对应措施已落实的（户、风险）对 ÷ 规则集定有对应措施的（户、风险）对
-- note: 只计在册监测户；规则集没有对应关系的风险不计。

WITH done (case_id, category, day) AS (
  SELECT case_id, category, min (max (lb_day (planned_on), lb_day (status_on))) FROM measure
   WHERE status = 'implemented' GROUP BY case_id, category
), asked (case_id, risk_code) AS (
  SELECT DISTINCT case_id, risk_code FROM case_risk WHERE 'measures.' || risk_code IN (SELECT key FROM rule_list)
), met (case_id, risk_code, day) AS (
  SELECT a.case_id, a.risk_code, min (m.day)
    FROM asked a JOIN done m ON m.case_id = a.case_id JOIN rule_list l ON l.key = 'measures.' || a.risk_code AND l.item = m.category
   WHERE m.day BETWEEN l.from_day AND l.until_day GROUP BY a.case_id, a.risk_code
), pair (case_id, region_id, first, last, helped) AS (
  SELECT s.case_id, s.region_id, s.first, s.last, coalesce (max (s.first, m.day), 2147483646)
    FROM case_span s JOIN asked a ON a.case_id = s.case_id
    LEFT JOIN met m ON m.case_id = a.case_id AND m.risk_code = a.risk_code
)
SELECT region_id, first AS day, 0 AS numerator, 1 AS denominator, 'monitoring_case' AS row_table, case_id AS row_id FROM pair
UNION ALL
SELECT region_id, last, 0, -1, 'monitoring_case', case_id FROM pair
UNION ALL
SELECT region_id, helped, 1, 0, 'monitoring_case', case_id FROM pair WHERE helped < last
UNION ALL
SELECT region_id, last, -1, 0, 'monitoring_case', case_id FROM pair WHERE helped < last;
