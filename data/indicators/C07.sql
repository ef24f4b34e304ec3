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
-- source.zh: 整户无劳动能力而标注帮扶消除（未回退）的监测对象
-- source.en: monitored households without any labour marked as cleared after help (not revoked)
-- note.zh: 自然消除不计；没有注明是否整户无劳动能力的不计。没有这样的消除可评判的区划为无数据。
-- note.en: Natural clearance does not count; nor do households of which it is not said whether they have labour. A region with no such clearance to judge has no data.

SELECT d.region_id, d.cleared AS first, d.revoked AS last, h.whole_no_labour AS numerator, 1 AS denominator,
       h.whole_no_labour * d.persons AS persons, 'monitoring_case' AS row_table, d.case_id AS row_id
  FROM case_dated d JOIN household h ON h.id = d.household_id
 WHERE d.cleared IS NOT NULL AND d.clear_mode = 'assisted' AND h.whole_no_labour IS NOT NULL;
