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
-- source.zh: 纳入公示天数少于规定天数的监测对象
-- source.en: monitored households whose entry was publicized for fewer days than required
-- note.zh: 自识别之日与公示结束之日中较晚的一日起计：公示中的农户尚不是监测对象。只精确到月、无法判断的不计。没有公示起止日期的区划为无数据。
-- note.en: Counted from identification or from the end of publicity, whichever is later: during publicity a household is not yet monitored. Cases whose dates, known to the month, leave it open are left out. A region without days of publicity has no data.

WITH shown (case_id, region_id, persons, identified, posted_first, posted_last, removed_first, removed_last) AS (
  SELECT d.case_id, d.region_id, d.persons, d.identified, lb_day_first (s.started_on), lb_day (s.started_on),
         lb_day_first (s.finished_on), lb_day (s.finished_on)
    FROM case_step s JOIN case_dated d ON d.case_id = s.case_id
   WHERE s.step_code = 'publicity' AND s.started_on IS NOT NULL AND s.finished_on IS NOT NULL
), judged AS (
  SELECT *, removed_last < lb_limit_day (posted_first, 'limits.publicity_min') AS short,
         removed_first >= lb_limit_day (posted_last, 'limits.publicity_min') AS enough
    FROM shown
)
SELECT region_id, max (identified, removed_last) AS day, short AS numerator, 1 AS denominator, short * persons AS persons,
       'monitoring_case' AS row_table, case_id AS row_id
  FROM judged WHERE short OR enough;
