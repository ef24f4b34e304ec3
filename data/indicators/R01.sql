-- id: R01
-- name.zh: 整改完成率
-- name.en: Close-out rate
-- group.zh: 问题整改
-- group.en: Rectification
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- palette: YlGnBu
-- source.zh: 各条线均已销号的问题 ÷ 整改期限已到的问题
-- source.en: findings closed on all their tracks ÷ findings whose time limit has come
-- note.zh: 期限取各条线中最晚的一日；没有期限的问题不计。
-- note.en: The limit is the latest of all tracks; findings without one are left out.

SELECT region_id, due AS day, 0 AS numerator, 1 AS denominator, 'finding' AS row_table, finding_id AS row_id
  FROM finding_state WHERE due IS NOT NULL
UNION ALL
SELECT region_id, max (due, closed), 1, 0, 'finding', finding_id FROM finding_state WHERE due IS NOT NULL;
