-- id: visit_gap
-- severity: warning
-- name.zh: 走访间隔超限
-- name.en: Too long without a visit
-- message.zh: 自 {last:day} 起未走访，超过规定间隔
-- message.en: no visit since {last:day}, longer than allowed
-- remedy.zh: 尽快入户走访
-- remedy.en: visit the household soon
-- source: 规则集 limits.visit_gap；指标 V05

-- Where no visit is known at all, none is missed. The clock starts when the case becomes active and again with every visit.
WITH seen (case_id, household_id, region_id, day, last) AS (
  SELECT case_id, household_id, region_id, first, last FROM case_span WHERE EXISTS (SELECT 1 FROM visit)
  UNION
  SELECT s.case_id, s.household_id, s.region_id, lb_day (v.visited_on), s.last
    FROM case_span s JOIN visit v ON v.household_id = s.household_id AND lb_day (v.visited_on) BETWEEN s.first AND s.last - 1
), gaps AS (
  SELECT *, lead (day) OVER (PARTITION BY case_id, last ORDER BY day) AS next FROM seen
)
SELECT region_id, household_id, 'monitoring_case' AS row_table, case_id AS row_id, lb_limit_day (day, 'limits.visit_gap') + 1 AS since,
       coalesce (next, last) - 1 AS until, 'breach' AS verdict, day AS last
  FROM gaps WHERE coalesce (next, last) > lb_limit_day (day, 'limits.visit_gap');
