-- id: V01
-- name.zh: 周走访达标率
-- name.en: Weekly visit rate
-- group.zh: 走访
-- group.en: Visits
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- palette: YlGnBu
-- source.zh: 截至最近一个满周（周一至周日）：入户次数达到计划次数的户 ÷ 周日仍在周走访计划内的户
-- source.en: as of the last full week (Monday to Sunday): households visited as often as planned ÷ households still in the weekly visit plan on the Sunday
-- note.zh: 只计入户；电话、视频和只知月份的走访不计。数值自周日起至下一个周日前不变。
-- note.en: Only home visits; calls, video and visits known only to the month do not count. The figure holds from Sunday until the next Sunday.

-- A week ends on its Sunday; day 3 was one. Figures change on Sundays only and hold until the next.
WITH target (household_id, region_id, first_end, last_end) AS (
  SELECT household_id, region_id, first + (10 - first % 7) % 7,
         min (2147483646, last + (10 - last % 7) % 7)
    FROM visit_target WHERE rhythm = 'weekly'
), paid (household_id, period, visits) AS (
  SELECT household_id, day + (10 - day % 7) % 7, count (*)
    FROM (SELECT household_id, lb_day (visited_on) AS day FROM visit WHERE mode = 'home' AND length (visited_on) = 10)
   GROUP BY 1, 2
), done (household_id, region_id, period) AS (
  -- Of several plans on that Sunday the one that asks for most counts.
  SELECT t.household_id, t.region_id, p.period
    FROM paid p JOIN visit_planned t ON t.rhythm = 'weekly' AND t.household_id = p.household_id
   WHERE p.period >= t.first AND p.period < t.last
   GROUP BY t.household_id, t.region_id, p.period HAVING max (p.visits) >= max (t.n)
)
SELECT region_id, first_end AS first, last_end AS last, 0 AS numerator, 1 AS denominator, 'household' AS row_table, household_id AS row_id
  FROM target
UNION ALL
SELECT region_id, period, period + 7, 1, 0, 'household', household_id FROM done;
