-- id: R05
-- name.zh: 超期未销号
-- name.en: Overdue open findings
-- group.zh: 问题整改
-- group.en: Rectification
-- unit.zh: 件
-- unit.en: findings
-- value: count
-- decimals: 0
-- better: down
-- kind: stock
-- palette: OrRd
-- source.zh: 整改期限已过、尚有条线未销号的问题
-- source.en: findings past their time limit with a track still open
-- note.zh: 自期限次日起计，全部销号之日退出。没有带期限问题的区划为无数据。
-- note.en: Counted from the day after the limit until all tracks are closed. A region without findings that have a limit has no data.

SELECT region_id, due + 1 AS first, closed AS last, 1 AS numerator, 0 AS denominator, 'finding' AS row_table, finding_id AS row_id
  FROM finding_state WHERE due IS NOT NULL
UNION ALL
SELECT region_id, seen, NULL, 0, 1, 'finding', finding_id FROM finding_state WHERE due IS NOT NULL;
