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
-- source.zh: 识别满规定时间（一般一个月）仍没有一项已落实措施的在册监测户
-- source.en: active monitored households without a single implemented measure when the time allowed since identification (a month as a rule) has run out
-- note.zh: 没有识别满规定时间的在册监测户的区划为无数据。
-- note.en: A region without active monitored households that have reached that time has no data.

-- Asked from the day the limit has run out since identification, and without help until the first measure.
SELECT s.region_id, max (s.first, lb_limit_day (s.identified, 'limits.measure_first')) AS first,
       min (s.last, coalesce (c.day, 2147483646)) AS last, 1 AS numerator, 1 AS denominator, s.persons,
       'monitoring_case' AS row_table, s.case_id AS row_id
  FROM case_span s LEFT JOIN case_helped c ON c.case_id = s.case_id
 WHERE lb_limit_day (s.identified, 'limits.measure_first') IS NOT NULL
UNION ALL
SELECT s.region_id, max (s.first, lb_limit_day (s.identified, 'limits.measure_first'), c.day), s.last, 0, 1, 0,
       'monitoring_case', s.case_id
  FROM case_helped c CROSS JOIN case_span s ON s.case_id = c.case_id
 WHERE lb_limit_day (s.identified, 'limits.measure_first') IS NOT NULL;
