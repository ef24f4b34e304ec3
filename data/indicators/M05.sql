-- id: M05
-- name.zh: 超期未落实
-- name.en: Overdue measures
-- group.zh: 帮扶措施
-- group.en: Measures
-- unit.zh: 条
-- unit.en: measures
-- value: count
-- decimals: 0
-- better: down
-- kind: stock
-- palette: OrRd
-- source.zh: 应完成日期已过、仍为计划或实施中的措施
-- source.en: measures past their due day that are still planned or in progress
-- note.zh: 只计在册监测户；自应完成次日起计，落实、停止之日退出。没有计划措施的区划为无数据。
-- note.en: Only active monitored households; counted from the day after the due day, until the measure is implemented or stopped. A region without planned measures has no data.

SELECT region_id, first, last, 0 AS numerator, 1 AS denominator, 'measure' AS row_table, measure_id AS row_id
  FROM measure_span
UNION ALL
SELECT region_id, max (first, due + 1), min (last, implemented), 1, 0, 'measure', measure_id
  FROM measure_span WHERE due IS NOT NULL;
