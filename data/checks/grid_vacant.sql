-- id: grid_vacant
-- severity: warning
-- name.zh: 网格空岗
-- name.en: Grid without a worker
-- message.zh: 网格没有在岗网格员
-- message.en: the grid has no worker
-- remedy.zh: 补充网格员或更新人员台账
-- remedy.en: find a worker or bring the ledger up to date
-- source: 规则集 [staffing] worker_roles；指标 G08

-- Times that no worker's span covers: between two, after the last, or always. What was before the first one in the ledger nobody
-- knows. Only where workers of grids are kept at all.
WITH spans AS (
  SELECT g.grid_id, lb_day (s.started_on) AS first, coalesce (lb_day (s.ended_on) + 1, 2147483646) AS last
    FROM staff s JOIN region_grid g ON g.region_id = s.region_id
   WHERE s.role IN (SELECT item FROM rule_list WHERE key = 'staffing.worker_roles')
), reached AS (
  SELECT grid_id, coalesce (first, -2147483648) AS first,
         max (last) OVER (PARTITION BY grid_id ORDER BY first, last ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach
    FROM spans
), holes AS (
  SELECT grid_id, reach AS since, first - 1 AS until FROM reached WHERE reach < first
  UNION ALL
  SELECT grid_id, max (last), NULL FROM spans GROUP BY grid_id HAVING max (last) < 2147483646
  UNION ALL
  SELECT r.id, lb_day (r.valid_from), NULL FROM region r
   WHERE r.level = 'grid' AND EXISTS (SELECT 1 FROM spans) AND r.id NOT IN (SELECT grid_id FROM spans)
)
SELECT h.grid_id AS region_id, NULL AS household_id, 'region' AS row_table, h.grid_id AS row_id, h.since,
       min (coalesce (h.until, 2147483646), coalesce (lb_day (r.valid_to), 2147483646)) AS until, 'breach' AS verdict
  FROM holes h JOIN region r ON r.id = h.grid_id;
