-- id: A04
-- name.zh: 群众满意率
-- name.en: Satisfaction rate
-- group.zh: 事项办理
-- group.en: Matters
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- palette: YlGnBu
-- source.zh: 评价为满意及以上（4、5 分）的事项 ÷ 已评价的事项
-- source.en: matters rated satisfied or better (4 or 5 points) ÷ matters rated
-- note.zh: 按办结日期归集，没有办结日期的按受理日期。
-- note.en: Counted by the day of completion, or else by the day of acceptance.

SELECT region_id, max (lb_day (received_on), coalesce (lb_day (completed_on), lb_day (received_on))) AS day,
       satisfaction >= 4 AS numerator, 1 AS denominator, 'matter' AS row_table, id AS row_id
  FROM matter WHERE satisfaction IS NOT NULL;
