-- id: W02
-- name.zh: 按期核实率
-- name.en: On-time verification rate
-- group.zh: 部门预警
-- group.en: Warnings
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- palette: YlGnBu
-- source.zh: 期限内完成第一轮核查的预警 ÷ 核查期限已到的预警
-- source.en: warnings whose first check was done within the limit ÷ warnings whose time limit for the check has come
-- note.zh: 期限取台账的日期，没有的按规则集的时限自推送之日起算。
-- note.en: The limit is the day in the ledger, or else that of the rule set from the day of the push.

WITH asked (id, region_id, due, checked) AS (
  SELECT w.id, w.region_id, max (lb_day (w.pushed_on), coalesce (lb_day (w.due_on), lb_limit_day (lb_day (w.pushed_on), 'limits.warning_check'))),
         max (lb_day (w.pushed_on), lb_day (k.checked_on))
    FROM early_warning w LEFT JOIN warning_check k ON k.warning_id = w.id AND k.round = 1
)
SELECT region_id, due AS day, coalesce (checked <= due, 0) AS numerator, 1 AS denominator,
       'early_warning' AS row_table, id AS row_id
  FROM asked WHERE due IS NOT NULL;
