-- id: W04
-- name.zh: 预警转化率
-- name.en: Warning conversion rate
-- group.zh: 部门预警
-- group.en: Warnings
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 3
-- better: none
-- kind: stock
-- palette: BuPu
-- source.zh: 核查后纳入监测的预警 ÷ 已有第一轮核查结果的预警
-- source.en: warnings taken up as cases after the check ÷ warnings with a result of the first check
-- note.zh: 按核查日期归集；第二轮核查的结果代替第一轮的。情况指标，不计名次。
-- note.en: Counted by the day of the check; the result of a second check replaces that of the first. Describes the situation; not ranked.

-- The second round decides anew on its day.
WITH checked (id, region_id, first, entered, second, entered_after) AS (
  SELECT w.id, w.region_id, max (lb_day (w.pushed_on), lb_day (a.checked_on)), a.result = 'enter_case',
         max (lb_day (w.pushed_on), lb_day (a.checked_on), lb_day (b.checked_on)), b.result = 'enter_case'
    FROM early_warning w JOIN warning_check a ON a.warning_id = w.id AND a.round = 1
    LEFT JOIN warning_check b ON b.warning_id = w.id AND b.round = 2
)
SELECT region_id, first AS day, entered AS numerator, 1 AS denominator, 'early_warning' AS row_table, id AS row_id FROM checked
UNION ALL
SELECT region_id, second, entered_after - entered, 0, 'early_warning', id FROM checked WHERE entered_after <> entered;
