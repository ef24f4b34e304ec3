-- id: V03
-- name.zh: 双月轮访覆盖率
-- name.en: Even-month round coverage
-- group.zh: 走访
-- group.en: Visits
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- palette: YlGnBu
-- source.zh: 截至最近一个满的双月：双月当月入户走访过的户 ÷ 月末仍在双月轮访计划内的户
-- source.en: as of the last full even month: households visited at home in that month ÷ households still in the two-monthly visit plan at its end
-- note.zh: 只计入户；单月不计算，沿用上一个双月的数。
-- note.en: Only home visits; odd months are not computed and keep the figure of the even month before.

-- A round is an even month. Figures change on its last day only and hold until the next; odd months count for nothing.
WITH target (household_id, region_id, first, last, first_end, last_end) AS (
  SELECT household_id, region_id, first, last, lb_month_end (first, lb_month (first) % 2), lb_month_end (last, lb_month (last) % 2)
    FROM visit_target WHERE rhythm = 'even_month'
), paid (household_id, period) AS (
  SELECT DISTINCT household_id, lb_month_end (lb_day (visited_on)) FROM visit
   WHERE mode = 'home' AND lb_month (lb_day (visited_on)) % 2 = 0
), done (household_id, region_id, period) AS (
  SELECT t.household_id, t.region_id, p.period FROM paid p JOIN target t ON t.household_id = p.household_id
   WHERE p.period >= t.first AND p.period < t.last
)
SELECT region_id, first_end AS first, last_end AS last, 0 AS numerator, 1 AS denominator, 'household' AS row_table, household_id AS row_id
  FROM target
UNION ALL
SELECT region_id, period, lb_month_end (period, 2), 1, 0, 'household', household_id FROM done;
