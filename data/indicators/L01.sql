-- id: L01
-- name.zh: 户均问题数
-- name.en: Findings per visited household
-- group.zh: 回头看
-- group.en: Look-back
-- unit.zh: 个/户
-- unit.en: findings per household
-- decimals: 2
-- better: down
-- kind: stock
-- palette: OrRd
-- source.zh: 抽中走访户的问题数 ÷ 已走访的抽中户
-- source.en: findings at sampled and visited households ÷ sampled households visited
-- note.zh: 只计同一次督导中抽中并走访的户的问题。
-- note.en: Only findings of households that were sampled and visited in the same inspection.

WITH visited (campaign_id, household_id, region_id, day) AS (
  SELECT u.campaign_id, u.household_id, h.region_id, min (lb_day (u.visited_on))
    FROM sample_unit u JOIN household h ON h.id = u.household_id WHERE u.visited_on IS NOT NULL
   GROUP BY u.campaign_id, u.household_id
)
SELECT region_id, day, 0 AS numerator, 1 AS denominator, 'household' AS row_table, household_id AS row_id FROM visited
UNION ALL
SELECT v.region_id, max (v.day, lb_day (f.first_seen_on)), 1, 0, 'finding', f.id
  FROM finding f JOIN visited v ON v.campaign_id = f.campaign_id AND v.household_id = f.household_id;
