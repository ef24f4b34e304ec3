-- id: C06
-- name.zh: 消除时低于监测线
-- name.en: Below the line at clearance
-- group.zh: 风险消除
-- group.en: Clearance
-- unit.zh: 户
-- unit.en: households
-- value: count
-- decimals: 0
-- better: down
-- kind: stock
-- palette: OrRd
-- source.zh: 消除时人均纯收入低于当年监测线的监测对象
-- source.en: monitored households whose net income per head at clearance is below the monitoring line of the year
-- note.zh: 没有消除时收入的不计；全无消除时收入的区划为无数据。
-- note.en: Households without an income at clearance are left out; a region with no such income at all has no data.

SELECT d.region_id, d.cleared AS day, r.income_pc_fen < lb_line (d.cleared) AS numerator, 1 AS denominator,
       (r.income_pc_fen < lb_line (d.cleared)) * d.persons AS persons, 'monitoring_case' AS row_table, d.case_id AS row_id
  FROM risk_clearance r CROSS JOIN case_dated d ON d.case_id = r.case_id
 WHERE r.income_pc_fen IS NOT NULL AND d.cleared IS NOT NULL AND lb_line (d.cleared) IS NOT NULL;
