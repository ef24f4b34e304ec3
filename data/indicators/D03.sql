-- id: D03
-- name.zh: 每千人监测人口
-- name.en: Monitored persons per 1,000
-- group.zh: 密度与构成
-- group.en: Density and structure
-- unit.zh: 人/千人
-- unit.en: per 1,000 persons
-- scale: 1000
-- decimals: 2
-- better: none
-- kind: stock
-- palette: OrRd
-- source.zh: 在册监测户的人口 ÷ 农户总人口 × 1000
-- source.en: persons of active monitored households ÷ all persons of farm households × 1000
-- note.zh: 情况指标，不计名次。人口取农户台账的家庭人口数；没有农户台账的区划取其登记人口。
-- note.en: Describes the situation; not ranked. Persons are the household sizes of the household ledger; a region without one takes its registered population.

SELECT region_id, first, last, persons AS numerator, 0 AS denominator, 'monitoring_case' AS row_table, case_id AS row_id
  FROM case_span
UNION ALL
SELECT region_id, NULL, NULL, 0, persons, 'region', region_id FROM household_base;
