-- id: I08
-- name.zh: 新识别户
-- name.en: Newly identified households
-- group.zh: 识别纳入
-- group.en: Identification
-- unit.zh: 户
-- unit.en: households
-- value: count
-- decimals: 0
-- better: none
-- kind: flow
-- window: 12 months
-- base: plain
-- palette: OrRd
-- source.zh: 截至该日的十二个月内识别的监测对象
-- source.en: monitored households identified in the twelve months up to the day
-- note.zh: 以 N户M人 并列；同一户再次识别的再计一次。情况指标，不计名次。没有农户的区划为无数据。
-- note.en: Given as households and persons together; a household identified again counts again. Describes the situation; not ranked. A region without farm households has no data.

SELECT region_id, identified AS day, 1 AS numerator, 0 AS denominator, persons, 'monitoring_case' AS row_table, case_id AS row_id
  FROM case_dated
UNION ALL
SELECT region_id, NULL, 0, households, 0, 'region', region_id FROM household_base;
