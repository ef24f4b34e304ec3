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
-- source: 镇街和部门两条线均已销号的问题 ÷ 一案双转的问题
-- note: 自发现之日起计。

SELECT region_id, seen AS day, 0 AS numerator, 1 AS denominator, 'finding' AS row_table, finding_id AS row_id
  FROM finding_state WHERE tracks = 2
UNION ALL
SELECT region_id, closed, 1, 0, 'finding', finding_id FROM finding_state WHERE tracks = 2;
