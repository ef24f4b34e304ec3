-- id: D02
-- name.zh: 每千户监测户数
-- name.en: Cases per 1,000 households
-- group.zh: 密度与构成
-- group.en: Density and structure
-- unit.zh: 户/千户
-- unit.en: per 1,000 households
-- scale: 1000
-- decimals: 2
-- better: none
-- kind: stock
-- palette: OrRd
-- source.zh: 在册监测户数 ÷ 农户总数 × 1000
-- source.en: active monitored households ÷ all farm households × 1000
-- note.zh: 情况指标，不计名次。农户数取农户台账；没有农户台账的区划取其登记户数。
-- note.en: Describes the situation; not ranked. Farm households are those of the household ledger; a region without one takes its registered number.

SELECT region_id, first, last, 1 AS numerator, 0 AS denominator, persons, 'monitoring_case' AS row_table, case_id AS row_id
  FROM case_span
UNION ALL
SELECT region_id, NULL, NULL, 0, households, 0, 'region', region_id FROM household_base;
