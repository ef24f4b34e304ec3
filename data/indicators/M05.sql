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
-- source: 应完成日期已过、仍为计划或实施中的措施
-- note: 只计在册监测户；自应完成次日起计，落实、停止之日退出。没有计划措施的区划为无数据。

WITH overdue (measure_id, region_id, first, last) AS (
  SELECT measure_id, region_id, max (first, due + 1), min (last, implemented) FROM measure_span
   WHERE max (first, due + 1) < min (last, implemented)
)
SELECT region_id, first AS day, 1 AS numerator, 0 AS denominator, 'measure' AS row_table, measure_id AS row_id FROM overdue
UNION ALL
SELECT region_id, last, -1, 0, 'measure', measure_id FROM overdue
UNION ALL
SELECT region_id, first, 0, 1, 'measure', measure_id FROM measure_span
UNION ALL
SELECT region_id, last, 0, -1, 'measure', measure_id FROM measure_span;
