-- id: Q04
-- name.zh: 疑点数据条数
-- name.en: Doubt-data hits
-- group.zh: 数据质量
-- group.en: Data quality
-- unit.zh: 条
-- unit.en: hits
-- value: count
-- decimals: 0
-- better: down
-- kind: stock
-- facet: error 错误 | errors
-- facet: warning 疑点 | warnings
-- facet: note 提示 | notes
-- palette: OrRd
-- source: 全部疑点规则当日仍成立的命中数
-- note: 规则见“检查”；因日期只精确到月而无法判断的不计。没有农户台账的区划为无数据。

-- check_hit: every hit of the checks (data/checks) with its first and last day. What cannot be told is no hit.
WITH hit (region_id, household_id, first, last) AS (
  SELECT coalesce (k.region_id, c.id), k.household_id, k.first_day, min (2147483646, coalesce (k.last_day + 1, 2147483646))
    FROM check_hit k JOIN region c ON c.level = 'county'
   WHERE k.severity = coalesce (:facet, k.severity) AND k.severity IN ('error', 'warning', 'note')
)
SELECT region_id, first AS day, 1 AS numerator, 0 AS denominator,
       CASE WHEN household_id IS NULL THEN 'region' ELSE 'household' END AS row_table, coalesce (household_id, region_id) AS row_id
  FROM hit
UNION ALL
SELECT region_id, last, -1, 0, CASE WHEN household_id IS NULL THEN 'region' ELSE 'household' END, coalesce (household_id, region_id)
  FROM hit
UNION ALL
SELECT region_id, NULL, 0, households, 'region', region_id FROM household_base;
