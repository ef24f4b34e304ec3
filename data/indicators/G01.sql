-- id: G01
-- name.zh: 户均网格员负荷
-- name.en: Households per grid worker
-- group.zh: 网格
-- group.en: Grids
-- unit.zh: 户/人
-- unit.en: households per worker
-- decimals: 1
-- better: down
-- kind: stock
-- base: plain
-- palette: OrRd
-- source.zh: 农户数 ÷ 在岗网格员数（专职 + 兼职）
-- source.en: farm households ÷ grid workers in office (full-time + part-time)
-- note.zh: 任职日起、离任次日止为在岗；没有网格员的区划为无数据。
-- note.en: In office from the day of appointment to the day of leaving; a region without grid workers has no data.

SELECT region_id, NULL AS first, NULL AS last, households AS numerator, 0 AS denominator, 'region' AS row_table, region_id AS row_id
  FROM household_base
UNION ALL
SELECT region_id, lb_day (started_on), lb_day (ended_on) + 1, 0, 1, 'staff', id
  FROM staff WHERE role IN ('full_time', 'part_time');
