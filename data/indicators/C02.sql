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
-- source: 已有的必备佐证 ÷ 已消除监测对象的必备佐证（规则集所列）
-- note: 按消除日期归集；后来回退的也计。

WITH required (case_id, region_id, cleared, item) AS (
  SELECT d.case_id, d.region_id, d.cleared, l.item
    FROM case_dated d JOIN rule_list l ON l.key = 'clearance.items' AND d.cleared BETWEEN l.from_day AND l.until_day
)
SELECT region_id, cleared AS day, 0 AS numerator, 1 AS denominator, 'monitoring_case' AS row_table, case_id AS row_id
  FROM required
UNION ALL
SELECT q.region_id, max (q.cleared, min (coalesce (lb_day (e.taken_on), q.cleared))), 1, 0, 'monitoring_case', q.case_id
  FROM required q JOIN evidence e ON e.case_id = q.case_id AND e.subject = 'clearance' AND e.item = q.item
 WHERE e.missing_reason IS NULL GROUP BY q.case_id, q.region_id, q.cleared, q.item;
