-- id: silent_grid
-- severity: note
-- name.zh: 网格长期无动静
-- name.en: Silent grid
-- message.zh: 网格有在册监测户，但自 {last:day} 起既无新线索也无走访
-- message.en: the grid has active cases, but neither clue nor visit since {last:day}
-- remedy.zh: 了解网格员是否履职
-- remedy.en: find out whether the worker does the rounds
-- source: 规则集 limits.silence；指标 I09

-- Where no visit is known at all, nothing is silent.
WITH active AS (
  SELECT g.grid_id, s.first, s.last FROM case_span s JOIN region_grid g ON g.region_id = s.region_id
   WHERE EXISTS (SELECT 1 FROM visit)
), events AS (
  SELECT g.grid_id, lb_day (v.visited_on) AS day FROM visit v JOIN household h ON h.id = v.household_id JOIN region_grid g ON g.region_id = h.region_id
  UNION
  SELECT g.grid_id, lb_day (coalesce (c.clue_date, c.identified_on)) FROM monitoring_case c JOIN household h ON h.id = c.household_id
    JOIN region_grid g ON g.region_id = h.region_id WHERE EXISTS (SELECT 1 FROM visit)
  UNION
  SELECT grid_id, first FROM active
), gaps AS (
  SELECT grid_id, day, coalesce (lead (day) OVER (PARTITION BY grid_id ORDER BY day), 2147483646) AS next FROM events
)
SELECT p.grid_id AS region_id, NULL AS household_id, 'region' AS row_table, p.grid_id AS row_id,
       max (lb_limit_day (p.day, 'limits.silence') + 1, min (a.first)) AS since, min (p.next, max (a.last)) - 1 AS until,
       'breach' AS verdict, p.day AS last
  FROM gaps p JOIN active a ON a.grid_id = p.grid_id AND a.first < p.next AND a.last > lb_limit_day (p.day, 'limits.silence') + 1
 WHERE p.next > lb_limit_day (p.day, 'limits.silence')
 GROUP BY p.grid_id, p.day;
