-- id: D08
-- name.zh: 户均监测人口
-- name.en: Persons per case
-- group.zh: 密度与构成
-- group.en: Density and structure
-- unit.zh: 人/户
-- unit.en: persons per household
-- decimals: 2
-- better: none
-- kind: stock
-- palette: OrRd
-- source.zh: 在册监测人口 ÷ 在册监测户数
-- source.en: persons of active monitored households ÷ active monitored households
-- note.zh: 情况指标，不计名次。
-- note.en: Describes the situation; not ranked.

SELECT region_id, first, last, persons AS numerator, 1 AS denominator, 'monitoring_case' AS row_table, case_id AS row_id
  FROM case_span;
