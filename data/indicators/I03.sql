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
-- source: 识别程序中违反规则集先后次序的步骤对数
-- note: 同一月份、只精确到月而无法判断先后的不计。没有程序记录的区划为无数据。

-- A pair of steps is in breach when the first was certainly finished after the second had begun.
WITH step (case_id, code, begun_last, done_first, done_last) AS (
  SELECT case_id, step_code, lb_day (coalesce (started_on, finished_on)), lb_day_first (coalesce (finished_on, started_on)),
         lb_day (coalesce (finished_on, started_on))
    FROM case_step WHERE coalesce (started_on, finished_on) IS NOT NULL
), pair (case_id, region_id, identified, day, breach) AS (
  SELECT d.case_id, d.region_id, d.identified, max (d.identified, a.done_last, b.begun_last), a.done_first > b.begun_last
    FROM case_dated d JOIN step a ON a.case_id = d.case_id JOIN step b ON b.case_id = d.case_id
    JOIN rule_order o ON o.first = a.code AND o.second = b.code AND d.identified BETWEEN o.from_day AND o.until_day
)
SELECT DISTINCT region_id, identified AS day, 0 AS numerator, 1 AS denominator,
       'monitoring_case' AS row_table, case_id AS row_id FROM pair
UNION ALL
SELECT region_id, day, 1, 0, 'monitoring_case', case_id FROM pair WHERE breach;
