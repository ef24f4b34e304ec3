-- id: A02
-- name.zh: 按期办结率
-- name.en: On-time completion rate
-- group.zh: 事项办理
-- group.en: Matters
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- facet: simple 简单 | simple
-- facet: general 一般 | general
-- facet: major 重大 | major
-- facet: difficult 疑难 | difficult
-- facet: cross_county 跨县 | cross-county
-- palette: YlGnBu
-- source.zh: 期限内办结的事项 ÷ 期限已到的事项
-- source.en: matters completed within their limit ÷ matters whose limit has come
-- note.zh: 期限取台账的应办结日期，没有的按事项类别取规则集的时限；都没有的不计。
-- note.en: The limit is the due day in the ledger, or else that of the rule set for the class of matter; a matter with neither is left out.

WITH asked (id, region_id, due, completed) AS (
  SELECT id, region_id, max (lb_day (received_on), coalesce (lb_day (due_on), lb_limit_day (lb_day (received_on), 'limits.matter_' || class))),
         max (lb_day (received_on), lb_day (completed_on))
    FROM matter WHERE :facet IS NULL OR class = :facet
)
SELECT region_id, due AS day, coalesce (completed <= due, 0) AS numerator, 1 AS denominator, 'matter' AS row_table, id AS row_id
  FROM asked WHERE due IS NOT NULL;
