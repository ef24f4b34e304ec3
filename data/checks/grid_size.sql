-- id: grid_size
-- severity: warning
-- name.zh: 网格规模超限
-- name.en: Grid too large or too small
-- message.zh: 网格有 {n} 户，规定 {low}—{high} 户
-- message.en: the grid has {n} households; {low} to {high} are allowed
-- remedy.zh: 调整网格划分
-- remedy.en: divide the grids anew
-- source: 规则集 [grid]；指标 G02

-- A grid without a kind is taken for a rural one; a kind without numbers in the rule set is not judged.
SELECT region_id, NULL AS household_id, 'region' AS row_table, region_id AS row_id, NULL AS since, NULL AS until, 'breach' AS verdict, n,
       coalesce (low, '…') AS low, coalesce (high, '…') AS high
  FROM (SELECT g.grid_id AS region_id, sum (b.households) AS n, lb_rule ('grid.' || coalesce (r.grid_kind, 'rural') || '.hh_min') AS low,
               lb_rule ('grid.' || coalesce (r.grid_kind, 'rural') || '.hh_max') AS high
          FROM region_grid g JOIN household_base b ON b.region_id = g.region_id JOIN region r ON r.id = g.grid_id
         WHERE r.valid_to IS NULL GROUP BY g.grid_id)
 WHERE n > high OR n < low;
