-- id: R02
-- name.zh: 按期整改率
-- name.en: On-time rectification rate
-- group.zh: 问题整改
-- group.en: Rectification
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- palette: YlGnBu
-- source.zh: 各条线均在各自期限内销号的问题 ÷ 整改期限已到的问题
-- source.en: findings closed on each track within its limit ÷ findings whose time limit has come
-- note.zh: 没有期限的问题不计。
-- note.en: Findings without a limit are left out.

SELECT region_id, due AS day, timely AS numerator, 1 AS denominator, 'finding' AS row_table, finding_id AS row_id
  FROM finding_state WHERE due IS NOT NULL;
