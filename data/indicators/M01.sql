-- id: M01
-- name.zh: 帮扶措施落实率
-- name.en: Measure implementation rate
-- group.zh: 帮扶措施
-- group.en: Measures
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- palette: YlGnBu
-- source: 在册监测户已落实措施 ÷（计划措施 − 不适用 − 已停止）
-- note: 只计在册监测户；消除风险后其措施随户退出分子和分母。

-- A measure counts while its case is active (from identification to clearance, and again after a revoked
-- clearance) and from the day it was planned; it leaves the plan on the day it is stopped or found not
-- applicable. What happens outside the active time takes effect on the day the case becomes active again.
WITH dated (case_id, region_id, identified, cleared, revoked) AS (
  -- A later event never takes effect before an earlier one, though dates known only to the month may look so.
  SELECT c.id, h.region_id, lb_day (c.identified_on),
         max (lb_day (c.identified_on), lb_day (c.cleared_on)),
         max (lb_day (c.identified_on), lb_day (c.cleared_on), lb_day (c.revoked_on))
    FROM monitoring_case c JOIN household h ON h.id = c.household_id
), active (case_id, region_id, first, last) AS (
  SELECT case_id, region_id, identified, coalesce (cleared, 2147483646) FROM dated
  UNION ALL
  SELECT case_id, region_id, revoked, 2147483646 FROM dated WHERE revoked IS NOT NULL
), span (region_id, first, last, implemented, withdrawn) AS (
  SELECT a.region_id, max (a.first, lb_day (m.planned_on)), a.last,
         CASE WHEN m.status = 'implemented' THEN lb_day (m.status_on) END,
         CASE WHEN m.status IN ('stopped', 'not_applicable') THEN lb_day (m.status_on) END
    FROM measure m JOIN active a ON a.case_id = m.case_id
), counted (region_id, first, last, implemented) AS (
  SELECT region_id, first, min (last, coalesce (withdrawn, last)), implemented FROM span
)
SELECT region_id, first AS day, 0 AS numerator, 1 AS denominator FROM counted WHERE first < last
UNION ALL
SELECT region_id, last, 0, -1 FROM counted WHERE first < last AND last < 2147483646
UNION ALL
SELECT region_id, max (first, implemented), 1, 0 FROM counted
 WHERE first < last AND implemented < last
UNION ALL
SELECT region_id, last, -1, 0 FROM counted
 WHERE first < last AND implemented < last AND last < 2147483646;
