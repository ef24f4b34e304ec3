-- id: G06
-- name.zh: 网格覆盖率
-- name.en: Grid coverage
-- group.zh: 网格
-- group.en: Grids
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- palette: YlGnBu
-- source.zh: 归入有效网格的农户 ÷ 农户总数
-- source.en: farm households that belong to a grid in force ÷ all farm households
-- note.zh: 网格按其有效期计。
-- note.en: Grids count for as long as they are in force.

SELECT region_id, NULL AS first, NULL AS last, 0 AS numerator, households AS denominator, 'region' AS row_table, region_id AS row_id
  FROM household_base
UNION ALL
-- A household lies in a grid when its own region is a grid that stands on the day, or a joint unit of one.
SELECT b.region_id, g.first, g.last, b.households, 0, 'region', b.region_id
  FROM household_base b JOIN region_grid i ON i.region_id = b.region_id JOIN region_span g ON g.region_id = i.grid_id;
