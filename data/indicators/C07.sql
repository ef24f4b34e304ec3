-- id: C07
-- name.zh: 无劳力误消除
-- name.en: Cleared without labour
-- group.zh: 风险消除
-- group.en: Clearance
-- unit.zh: 户
-- unit.en: households
-- value: count
-- decimals: 0
-- better: down
-- kind: stock
-- palette: OrRd
-- source: 整户无劳动能力而标注帮扶消除（未回退）的监测对象
-- note: 自然消除不计；没有注明是否整户无劳动能力的不计。没有这样的消除可评判的区划为无数据。

WITH judged (case_id, region_id, cleared, revoked, wrong, persons) AS (
  SELECT d.case_id, d.region_id, d.cleared, d.revoked, h.whole_no_labour, h.whole_no_labour * d.persons
    FROM case_dated d JOIN household h ON h.id = d.household_id
   WHERE d.cleared IS NOT NULL AND d.clear_mode = 'assisted' AND h.whole_no_labour IS NOT NULL
)
SELECT region_id, cleared AS day, wrong AS numerator, 1 AS denominator, persons, 'monitoring_case' AS row_table, case_id AS row_id
  FROM judged
UNION ALL
SELECT region_id, revoked, -wrong, -1, -persons, 'monitoring_case', case_id FROM judged WHERE revoked IS NOT NULL;
