-- id: I03
-- name.zh: 步序违规数
-- name.en: Step-order breaches
-- group.zh: 识别纳入
-- group.en: Identification
-- unit.zh: 处
-- unit.en: breaches
-- value: count
-- decimals: 0
-- better: down
-- kind: stock
-- palette: OrRd
-- source.zh: 识别程序中违反规则集先后次序的步骤对数
-- source.en: pairs of identification steps taken against the order of the rule set
-- note.zh: 同一月份、只精确到月而无法判断先后的不计。没有程序记录的区划为无数据。
-- note.en: Steps of the same month that are known only to the month cannot be judged and are left out. A region without records of the procedure has no data.

-- A pair of steps is in breach when the first was certainly finished after the second had begun.
WITH pair (case_id, region_id, identified, day, breach) AS MATERIALIZED (
  SELECT d.case_id, d.region_id, d.identified,
         max (d.identified, lb_day (coalesce (a.finished_on, a.started_on)), lb_day (coalesce (b.started_on, b.finished_on))),
         lb_day_first (coalesce (a.finished_on, a.started_on)) > lb_day (coalesce (b.started_on, b.finished_on))
    FROM case_step a CROSS JOIN rule_order o ON o.first = a.step_code
   CROSS JOIN case_step b ON b.case_id = a.case_id AND b.step_code = o.second
   CROSS JOIN case_dated d ON d.case_id = a.case_id AND d.identified BETWEEN o.from_day AND o.until_day
   WHERE coalesce (a.started_on, a.finished_on) IS NOT NULL AND coalesce (b.started_on, b.finished_on) IS NOT NULL
)
SELECT DISTINCT region_id, identified AS day, 0 AS numerator, 1 AS denominator,
       'monitoring_case' AS row_table, case_id AS row_id FROM pair
UNION ALL
SELECT region_id, day, 1, 0, 'monitoring_case', case_id FROM pair WHERE breach;
