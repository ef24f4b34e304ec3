-- id: A01
-- name.zh: 事项办结率
-- name.en: Matter completion rate
-- group.zh: 事项办理
-- group.en: Matters
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- palette: YlGnBu
-- source.zh: 已办结事项 ÷ 已受理事项
-- source.en: matters completed ÷ matters accepted
-- note.zh: 按受理日期归集。
-- note.en: Counted by the day of acceptance.

SELECT region_id, lb_day (received_on) AS day, 0 AS numerator, 1 AS denominator, 'matter' AS row_table, id AS row_id FROM matter
UNION ALL
SELECT region_id, max (lb_day (received_on), lb_day (completed_on)), 1, 0, 'matter', id FROM matter
 WHERE completed_on IS NOT NULL;
