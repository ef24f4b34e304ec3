-- id: L02
-- name.zh: 账实一致率
-- name.en: Agreement of ledger and field
-- group.zh: 回头看
-- group.en: Look-back
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- palette: YlGnBu
-- source.zh: 核对一致的项目 ÷ 核对的项目
-- source.en: items that agree ÷ items compared
-- note.zh: 未作判断的项目不计。
-- note.en: Items that were not judged are left out.

SELECT coalesce (h.region_id, u.region_id) AS region_id, coalesce (lb_day (a.answered_on), lb_day (u.visited_on)) AS day,
       a.good AS numerator, 1 AS denominator, 'answer' AS row_table, a.id AS row_id
  FROM answer a JOIN sample_unit u ON u.id = a.sample_unit_id LEFT JOIN household h ON h.id = u.household_id
 WHERE a.kind = 'compare' AND a.good IS NOT NULL AND coalesce (a.answered_on, u.visited_on) IS NOT NULL;
