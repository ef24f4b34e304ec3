-- id: G08
-- name.zh: 空岗网格
-- name.en: Vacant grids
-- group.zh: 网格
-- group.en: Grids
-- unit.zh: 个
-- unit.en: grids
-- value: count
-- decimals: 0
-- better: down
-- kind: stock
-- base: plain
-- palette: OrRd
-- source.zh: 没有在岗网格员的网格
-- source.en: grids without a grid worker in office
-- note.zh: 网格员的范围取自规则集；任职日起、离任次日止为在岗，联户单元的人员计入其网格。没有网格的区划为无数据。
-- note.en: Who is a grid worker is told by the rule set; in office from the day of appointment to the day of leaving, and people of a joint unit count for its grid. A region without grids has no data.

-- Vacant while it stands, but for the times that somebody is in office; times that overlap are one.
WITH post (grid_id, first, last) AS (
  SELECT g.grid_id, max (coalesce (lb_day (s.started_on), -719162), coalesce (r.first, -719162)),
         min (coalesce (lb_day (s.ended_on) + 1, 2147483646), r.last)
    FROM staff s JOIN region_grid g ON g.region_id = s.region_id JOIN region_span r ON r.region_id = g.grid_id
   WHERE s.role IN (SELECT item FROM rule_list WHERE key = 'staffing.worker_roles')
), reached AS (
  SELECT *, max (last) OVER (PARTITION BY grid_id ORDER BY first, last ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach
    FROM post WHERE first < last
), manned (grid_id, first, last) AS (
  SELECT grid_id, nullif (min (first), -719162), max (last)
    FROM (SELECT *, sum (reach IS NULL OR first > reach) OVER (PARTITION BY grid_id ORDER BY first, last) AS island FROM reached)
   GROUP BY grid_id, island
)
SELECT region_id, first, last, 1 AS numerator, 1 AS denominator, 'region' AS row_table, region_id AS row_id
  FROM region_span WHERE level = 'grid'
UNION ALL
SELECT grid_id, first, last, -1, 0, 'region', grid_id FROM manned;
