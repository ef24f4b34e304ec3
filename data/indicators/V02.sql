-- id: V02
-- name.zh: 月走访覆盖率
-- name.en: Monthly visit coverage
-- group.zh: 走访
-- group.en: Visits
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- palette: YlGnBu
-- source.zh: 截至最近一个满月：当月走访过的户 ÷ 月末仍在月走访计划内的户
-- source.en: as of the last full month: households visited in the month ÷ households still in the monthly visit plan at its end
-- note.zh: 入户、电话、视频均计一次。数值自月末起至下一个月末前不变。
-- note.en: Home visits, calls and video count alike. The figure holds from the end of a month until the end of the next.

-- Figures change on the last day of a month only and hold until the next.
WITH target (household_id, region_id, first, last, first_end, last_end) AS (
  SELECT household_id, region_id, first, last, lb_month_end (first), lb_month_end (last)
    FROM visit_target WHERE rhythm = 'monthly'
), paid (household_id, period) AS (
  SELECT DISTINCT household_id, lb_month_end (lb_day (visited_on)) FROM visit
), done (household_id, region_id, period) AS (
  SELECT t.household_id, t.region_id, p.period FROM paid p JOIN target t ON t.household_id = p.household_id
   WHERE p.period >= t.first AND p.period < t.last
)
SELECT region_id, first_end AS first, last_end AS last, 0 AS numerator, 1 AS denominator, 'household' AS row_table, household_id AS row_id
  FROM target
UNION ALL
SELECT region_id, period, lb_month_end (period, 1), 1, 0, 'household', household_id FROM done;
