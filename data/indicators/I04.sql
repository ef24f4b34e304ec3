-- id: I04
-- name.zh: 公示不足数
-- name.en: Short publicity
-- group.zh: 识别纳入
-- group.en: Identification
-- unit.zh: 户
-- unit.en: households
-- value: count
-- decimals: 0
-- better: down
-- kind: stock
-- palette: OrRd
-- source: 纳入公示天数少于规定天数的监测对象
-- note: 只精确到月、无法判断的不计。没有公示起止日期的区划为无数据。

WITH shown (case_id, region_id, persons, posted_first, posted_last, removed_first, removed_last) AS (
  SELECT c.id, h.region_id, c.persons, lb_day_first (s.started_on), lb_day (s.started_on),
         lb_day_first (s.finished_on), lb_day (s.finished_on)
    FROM case_step s JOIN monitoring_case c ON c.id = s.case_id JOIN household h ON h.id = c.household_id
   WHERE s.step_code = 'publicity' AND s.started_on IS NOT NULL AND s.finished_on IS NOT NULL
), judged AS (
  SELECT *, removed_last < lb_limit_day (posted_first, 'limits.publicity_min') AS short,
         removed_first >= lb_limit_day (posted_last, 'limits.publicity_min') AS enough
    FROM shown
)
SELECT region_id, removed_last AS day, short AS numerator, 1 AS denominator, short * persons AS persons,
       'monitoring_case' AS row_table, case_id AS row_id
  FROM judged WHERE short OR enough;
