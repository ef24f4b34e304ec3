-- id: C05
-- name.zh: 消除回退率
-- name.en: Revocation rate
-- group.zh: 风险消除
-- group.en: Clearance
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: none
-- kind: stock
-- palette: BuPu
-- source.zh: 消除后回退的监测对象 ÷ 消除过风险的监测对象
-- source.en: monitored households whose clearance was revoked ÷ monitored households ever cleared
-- note.zh: 分母含后来回退的。情况指标，不计名次。
-- note.en: The denominator includes those revoked later. Describes the situation; not ranked.

SELECT region_id, cleared AS day, 0 AS numerator, 1 AS denominator, 0 AS persons, 'monitoring_case' AS row_table, case_id AS row_id
  FROM case_dated WHERE cleared IS NOT NULL
UNION ALL
SELECT region_id, revoked, 1, 0, persons, 'monitoring_case', case_id FROM case_dated WHERE revoked IS NOT NULL;
