-- id: D07
-- name.zh: 未消除占比
-- name.en: Uncleared share
-- group.zh: 密度与构成
-- group.en: Density and structure
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: none
-- kind: stock
-- palette: BuPu
-- source.zh: 在册监测户 ÷（在册 + 已消除）
-- source.en: active monitored households ÷ (active + cleared)
-- note.zh: 范围为截至该日识别过的全部监测对象。情况指标，不计名次。
-- note.en: Covers all households ever identified up to the day. Describes the situation; not ranked.

SELECT region_id, identified AS first, NULL AS last, 0 AS numerator, 1 AS denominator, 'monitoring_case' AS row_table, case_id AS row_id
  FROM case_dated
UNION ALL
SELECT region_id, first, last, 1, 0, 'monitoring_case', case_id FROM case_span;
