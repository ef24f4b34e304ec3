-- id: R03
-- name.zh: 双转双销率
-- name.en: Dual closure rate
-- group.zh: 问题整改
-- group.en: Rectification
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- palette: YlGnBu
-- source.zh: 镇街和部门两条线均已销号的问题 ÷ 一案双转的问题
-- source.en: findings closed on both tracks, township and department ÷ findings handed to both
-- note.zh: 自发现之日起计。
-- note.en: Counted from the day of discovery.

SELECT region_id, seen AS day, 0 AS numerator, 1 AS denominator, 'finding' AS row_table, finding_id AS row_id
  FROM finding_state WHERE tracks = 2
UNION ALL
SELECT region_id, closed, 1, 0, 'finding', finding_id FROM finding_state WHERE tracks = 2;
