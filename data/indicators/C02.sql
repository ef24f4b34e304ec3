-- id: C02
-- name.zh: 佐证完整率
-- name.en: Evidence completeness
-- group.zh: 风险消除
-- group.en: Clearance
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- palette: YlGnBu
-- source.zh: 已有的必备佐证 ÷ 已消除监测对象的必备佐证（规则集所列）
-- source.en: evidence present ÷ evidence required of cleared households (as the rule set lists it)
-- note.zh: 按消除日期归集；后来回退的也计。
-- note.en: Counted by the day of clearance; clearances revoked later count too.

-- How many papers each day of clearance asks for.
WITH need (day, n) AS (
  SELECT d.cleared, count (*) FROM (SELECT DISTINCT cleared FROM case_dated) d
    JOIN rule_list l ON l.key = 'clearance.items' AND d.cleared BETWEEN l.from_day AND l.until_day GROUP BY d.cleared
)
SELECT d.region_id, d.cleared AS day, 0 AS numerator, n.n AS denominator, 'monitoring_case' AS row_table, d.case_id AS row_id
  FROM case_dated d JOIN need n ON n.day = d.cleared
UNION ALL
SELECT d.region_id, max (d.cleared, min (coalesce (lb_day (e.taken_on), d.cleared))), 1, 0, 'monitoring_case', d.case_id
  FROM evidence e JOIN case_dated d ON d.case_id = e.case_id
  JOIN rule_list l ON l.key = 'clearance.items' AND l.item = e.item AND d.cleared BETWEEN l.from_day AND l.until_day
 WHERE e.subject = 'clearance' AND e.missing_reason IS NULL GROUP BY d.case_id, d.region_id, d.cleared, e.item;
