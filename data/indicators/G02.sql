-- id: G02
-- name.zh: 网格规模超限数
-- name.en: Grid-size breaches
-- group.zh: 网格
-- group.en: Grids
-- unit.zh: 个
-- unit.en: grids
-- value: count
-- decimals: 0
-- better: down
-- kind: stock
-- palette: OrRd
-- source.zh: 户数低于下限、高于上限或人口高于上限的网格
-- source.en: grids with fewer households than the lower limit, more than the upper limit, or more persons than the upper limit
-- note.zh: 上下限按网格类型取自规则集，没有规定的类型不评判；没有户数的网格不计。
-- note.en: Limits are those of the rule set for the kind of grid; a kind without limits is not judged, and a grid without a number of households is left out.

-- A grid is judged by the numbers of its kind (without a kind it is rural) while it stands; one of which no size is known
-- is not judged.
WITH size (grid_id, households, persons) AS (
  SELECT g.grid_id, sum (b.households), sum (b.persons)
    FROM household_base b JOIN region_grid g ON g.region_id = b.region_id GROUP BY g.grid_id
), bound (kind, hh_min, hh_max, persons_max) AS (
  SELECT column1, lb_rule ('grid.' || column1 || '.hh_min'), lb_rule ('grid.' || column1 || '.hh_max'),
         lb_rule ('grid.' || column1 || '.persons_max')
    FROM (VALUES ('rural'), ('urban_community'), ('dedicated'), ('party'))
), judged (region_id, first, last, breach) AS (
  SELECT r.region_id, r.first, r.last,
         coalesce (s.households < b.hh_min, 0) OR coalesce (s.households > b.hh_max, 0) OR coalesce (s.persons > b.persons_max, 0)
    FROM region_span r JOIN size s ON s.grid_id = r.region_id JOIN bound b ON b.kind = coalesce (r.grid_kind, 'rural')
   WHERE r.level = 'grid' AND coalesce (b.hh_min, b.hh_max, b.persons_max) IS NOT NULL AND s.households > 0
)
SELECT region_id, first, last, breach AS numerator, 1 AS denominator, 'region' AS row_table, region_id AS row_id FROM judged;
