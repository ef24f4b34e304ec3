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
-- source.zh: 超期未落实措施 ÷ 应完成日期已到的措施
-- source.en: measures overdue and not implemented ÷ measures whose due day has come
-- note.zh: 只计在册监测户。
-- note.en: Only active monitored households.

SELECT region_id, max (first, due) AS first, last, 0 AS numerator, 1 AS denominator, 'measure' AS row_table, measure_id AS row_id
  FROM measure_span WHERE due IS NOT NULL
UNION ALL
SELECT region_id, max (first, due + 1), min (last, implemented), 1, 0, 'measure', measure_id
  FROM measure_span WHERE due IS NOT NULL;
