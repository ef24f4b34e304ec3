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
-- source.zh: 全部疑点规则当日仍成立的命中数
-- source.en: hits of all doubt-data rules that stand on the day
-- note.zh: 规则见“检查”；因日期只精确到月而无法判断的不计。没有农户台账的区划为无数据。
-- note.en: The rules are under Checks; what cannot be told because a date is known only to the month does not count. A region without a household ledger has no data.

-- check_hit: every hit of the checks (data/checks) with its first and last day. What cannot be told is no hit.
SELECT coalesce (k.region_id, c.id) AS region_id, k.first_day AS first, k.last_day + 1 AS last, 1 AS numerator, 0 AS denominator,
       k.severity AS facet, CASE WHEN k.household_id IS NULL THEN 'region' ELSE 'household' END AS row_table,
       coalesce (k.household_id, k.region_id, c.id) AS row_id
  FROM check_hit k JOIN region c ON c.level = 'county' WHERE k.severity IN ('error', 'warning', 'note')
UNION ALL
SELECT region_id, NULL, NULL, 0, households, NULL, 'region', region_id FROM household_base;
