-- id: P01
-- name.zh: 平台注册率
-- name.en: Platform registration rate
-- group.zh: 平台
-- group.en: Platform
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- palette: YlGnBu
-- source.zh: 已注册的农户 ÷ 农户总数
-- source.en: farm households registered ÷ all farm households
-- note.zh: 一律以户为单位；在几个平台注册的户只计一次，自最早一次起计。
-- note.en: Always by household; one registered on several platforms counts once, from its first registration.

SELECT h.region_id, min (lb_day (p.registered_on)) AS day, 1 AS numerator, 0 AS denominator,
       'household' AS row_table, h.id AS row_id
  FROM platform_reg p JOIN household h ON h.id = p.household_id GROUP BY h.id
UNION ALL
SELECT region_id, NULL, 0, households, 'region', region_id FROM household_base;
