-- id: M06
-- name.zh: 超期率
-- name.en: Overdue rate
-- group.zh: 帮扶措施
-- group.en: Measures
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: down
-- kind: stock
-- palette: OrRd
-- source: 超期未落实措施 ÷ 应完成日期已到的措施
-- note: 只计在册监测户。

WITH overdue (measure_id, region_id, first, last) AS (
  SELECT measure_id, region_id, max (first, due + 1), min (last, implemented) FROM measure_span
   WHERE max (first, due + 1) < min (last, implemented)
)
SELECT region_id, first AS day, 1 AS numerator, 0 AS denominator, 'measure' AS row_table, measure_id AS row_id FROM overdue
UNION ALL
SELECT region_id, last, -1, 0, 'measure', measure_id FROM overdue
UNION ALL
SELECT region_id, max (first, due), 0, 1, 'measure', measure_id FROM measure_span WHERE max (first, due) < last
UNION ALL
SELECT region_id, last, 0, -1, 'measure', measure_id FROM measure_span WHERE max (first, due) < last;
