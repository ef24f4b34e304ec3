-- id: G04
-- name.zh: 户均联系党员
-- name.en: Households per linked member
-- group.zh: 网格
-- group.en: Grids
-- unit.zh: 户/人
-- unit.en: households per member
-- decimals: 2
-- better: down
-- kind: stock
-- base: plain
-- palette: OrRd
-- source.zh: 有人联系的农户 ÷ 联系着农户的人员
-- source.en: farm households that somebody is linked to ÷ people who are linked to households
-- note.zh: 取人员包联台账中联系到户的一项；一户有几人联系的只计一次。人员按其所在区划计。
-- note.en: From the ledger of assignments, where the duty is to keep in contact with a household; a household with several contacts counts once. People count where they are posted.

SELECT region_id, first, last, 1 AS numerator, 0 AS denominator, 'household' AS row_table, id AS row_id
  FROM assigned WHERE duty = 'link' AND who = 'household'
UNION ALL
SELECT region_id, first, last, 0, 1, 'staff', id FROM assigned WHERE duty = 'link' AND who = 'staff';
