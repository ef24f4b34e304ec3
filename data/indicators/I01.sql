-- id: I01
-- name.zh: 认定超期率
-- name.en: Late identification rate
-- group.zh: 识别纳入
-- group.en: Identification
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: down
-- kind: stock
-- palette: OrRd
-- source.zh: 从发现线索到完成认定超过规定时限的监测对象 ÷ 两个日期都有的监测对象
-- source.en: households identified later after the clue than the limit allows ÷ households of which both days are known
-- note.zh: 按认定日期归集。只精确到月、无法判断是否超期的不计。
-- note.en: Counted by the day of identification. Cases whose dates, known to the month, leave it open are left out.

-- Late or in time only where that is certain: dates known to the month may leave it open, and then the case does not count.
WITH dated (case_id, region_id, persons, clue_first, clue_last, done_first, done_last) AS (
  SELECT c.id, h.region_id, c.persons, lb_day_first (c.clue_date), lb_day (c.clue_date),
         lb_day_first (c.identified_on), lb_day (c.identified_on)
    FROM monitoring_case c JOIN household h ON h.id = c.household_id WHERE c.clue_date IS NOT NULL
), judged AS (
  SELECT *, done_first > lb_limit_day (clue_last, 'limits.identify') AS late,
         done_last <= lb_limit_day (clue_first, 'limits.identify') AS timely
    FROM dated
)
SELECT region_id, done_last AS day, late AS numerator, 1 AS denominator, late * persons AS persons,
       'monitoring_case' AS row_table, case_id AS row_id
  FROM judged WHERE late OR timely;
