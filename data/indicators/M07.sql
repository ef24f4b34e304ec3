-- id: M07
-- name.zh: 无措施户
-- name.en: Cases without a measure
-- group.zh: 帮扶措施
-- group.en: Measures
-- unit.zh: 户
-- unit.en: households
-- value: count
-- decimals: 0
-- better: down
-- kind: stock
-- palette: OrRd
-- source: 识别满规定时间（一般一个月）仍没有一项已落实措施的在册监测户
-- note: 没有识别满规定时间的在册监测户的区划为无数据。

-- Asked from the day the limit has run out since identification.
WITH asked (case_id, region_id, persons, first, last, helped) AS (
  SELECT s.case_id, s.region_id, s.persons, max (s.first, lb_limit_day (s.identified, 'limits.measure_first')), s.last,
         coalesce (c.day, 2147483646)
    FROM case_span s LEFT JOIN case_helped c ON c.case_id = s.case_id
), bare (case_id, region_id, persons, first, last) AS (
  SELECT case_id, region_id, persons, first, min (last, helped) FROM asked WHERE first < min (last, helped)
)
SELECT region_id, first AS day, 1 AS numerator, 0 AS denominator, persons, 'monitoring_case' AS row_table, case_id AS row_id
  FROM bare
UNION ALL
SELECT region_id, last, -1, 0, -persons, 'monitoring_case', case_id FROM bare
UNION ALL
SELECT region_id, first, 0, 1, 0, 'monitoring_case', case_id FROM asked WHERE first < last
UNION ALL
SELECT region_id, last, 0, -1, 0, 'monitoring_case', case_id FROM asked WHERE first < last;
