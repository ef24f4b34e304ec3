-- id: C03
-- name.zh: 短期消除数
-- name.en: Short clearances
-- group.zh: 风险消除
-- group.en: Clearance
-- unit.zh: 户
-- unit.en: households
-- value: count
-- decimals: 0
-- better: down
-- kind: stock
-- palette: OrRd
-- source.zh: 帮扶消除中，从识别到消除不足规定月数（一般六个月）的监测对象
-- source.en: households cleared after help in less than the required months since identification (six as a rule)
-- note.zh: 自然消除不计；只精确到月、无法判断的不计。没有帮扶消除的区划为无数据。
-- note.en: Natural clearance does not count; nor do cases whose dates, known to the month, leave it open. A region without clearances after help has no data.

WITH dated (case_id, region_id, persons, first_day, last_day, cleared_first, cleared_last) AS (
  SELECT c.id, h.region_id, c.persons, lb_day_first (c.identified_on), lb_day (c.identified_on),
         lb_day_first (c.cleared_on), max (lb_day (c.identified_on), lb_day (c.cleared_on))
    FROM monitoring_case c JOIN household h ON h.id = c.household_id
   WHERE c.cleared_on IS NOT NULL AND c.clear_mode = 'assisted'
), judged AS (
  SELECT *, cleared_last < lb_limit_day (first_day, 'limits.clear_min') AS short,
         cleared_first >= lb_limit_day (last_day, 'limits.clear_min') AS enough
    FROM dated
)
SELECT region_id, cleared_last AS day, short AS numerator, 1 AS denominator, short * persons AS persons,
       'monitoring_case' AS row_table, case_id AS row_id
  FROM judged WHERE short OR enough;
