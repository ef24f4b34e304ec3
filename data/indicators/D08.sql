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
-- source: 在册监测人口 ÷ 在册监测户数
-- note: 情况指标，不计名次。

SELECT region_id, first, last, persons AS numerator, 1 AS denominator, 'monitoring_case' AS row_table, case_id AS row_id
  FROM case_span;
