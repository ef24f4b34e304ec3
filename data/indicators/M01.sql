-- id: M01
-- name.zh: 帮扶措施落实率
-- name.en: Measure implementation rate
-- group.zh: 帮扶措施
-- group.en: Measures
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- palette: YlGnBu
-- source.zh: 在册监测户已落实措施 ÷（计划措施 − 不适用 − 已停止）
-- source.en: measures of active monitored households implemented ÷ (measures planned − not applicable − stopped)
-- note.zh: 只计在册监测户；消除风险后其措施随户退出分子和分母。
-- note.en: Only active monitored households; once the risk is cleared, a household's measures leave numerator and denominator with it.

SELECT region_id, first, last, 0 AS numerator, 1 AS denominator, 'measure' AS row_table, measure_id AS row_id
  FROM measure_span
UNION ALL
SELECT region_id, implemented, last, 1, 0, 'measure', measure_id FROM measure_span WHERE implemented < last;
