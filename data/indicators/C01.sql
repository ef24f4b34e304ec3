-- id: C01
-- name.zh: 风险消除率
-- name.en: Clearance rate
-- group.zh: 风险消除
-- group.en: Clearance
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: none
-- kind: stock
-- palette: BuPu
-- source.zh: 已消除（未回退）÷（已消除 + 在册）
-- source.en: cleared (not revoked) ÷ (cleared + active)
-- note.zh: 范围为截至该日识别过的全部监测对象。宽进严出：消除率高不等于工作好，不计名次。
-- note.en: Covers all households ever identified up to the day. Lenient at the entry, strict at the exit: a high rate does not mean good work, and it is not ranked.

SELECT region_id, identified AS first, NULL AS last, 0 AS numerator, 1 AS denominator, 0 AS persons, 'monitoring_case' AS row_table, case_id AS row_id
  FROM case_dated
UNION ALL
SELECT region_id, cleared, revoked, 1, 0, persons, 'monitoring_case', case_id FROM case_dated WHERE cleared IS NOT NULL;
