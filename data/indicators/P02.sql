-- id: P02
-- name.zh: 代办占比
-- name.en: Proxy share
-- group.zh: 平台
-- group.en: Platform
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: none
-- kind: stock
-- palette: BuPu
-- source.zh: 由网格员代办注册的农户 ÷ 已注册的农户
-- source.en: farm households registered by a grid worker on their behalf ÷ farm households registered
-- note.zh: 在几个平台注册的户按最早一次；没有注明是否代办的不计。情况指标，不计名次。
-- note.en: A household registered on several platforms counts by its first registration; one of which it is not said who registered it is left out. Describes the situation; not ranked.

SELECT h.region_id, min (lb_day (p.registered_on)) AS day, p.by_proxy AS numerator, 1 AS denominator,
       'household' AS row_table, h.id AS row_id
  FROM platform_reg p JOIN household h ON h.id = p.household_id WHERE p.by_proxy IS NOT NULL GROUP BY h.id;
