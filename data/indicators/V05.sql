-- id: V05
-- name.zh: 最长间隔超限户
-- name.en: Visit-gap breaches
-- group.zh: 走访
-- group.en: Visits
-- unit.zh: 户
-- unit.en: households
-- value: count
-- decimals: 0
-- better: down
-- kind: stock
-- palette: OrRd
-- source.zh: 距上次走访（入户、电话、视频）超过规定间隔的在册监测户
-- source.en: active monitored households whose last visit (home, call or video) is further back than the interval allowed
-- note.zh: 识别或回退之日起算；没有在册监测户的区划为无数据。
-- note.en: Counted from identification or revocation; a region without active monitored households has no data.

-- A gap begins when a case becomes active and anew with each visit of any kind; it ends with the next one.
WITH start (case_id, region_id, persons, day, last) AS (
  SELECT case_id, region_id, persons, first, last FROM case_span WHERE household_id IN (SELECT household_id FROM visit)
  UNION
  SELECT s.case_id, s.region_id, s.persons, lb_day (v.visited_on), s.last
    FROM case_span s JOIN visit v ON v.household_id = s.household_id AND lb_day (v.visited_on) > s.first AND lb_day (v.visited_on) < s.last
), gap (case_id, region_id, persons, day, last) AS (
  SELECT case_id, region_id, persons, day, lead (day, 1, last) OVER (PARTITION BY case_id, last ORDER BY day) FROM start
  UNION ALL
  SELECT case_id, region_id, persons, first, last FROM case_span WHERE household_id NOT IN (SELECT household_id FROM visit)
)
SELECT region_id, lb_limit_day (day, 'limits.visit_gap') + 1 AS first, last, 1 AS numerator, 0 AS denominator, persons,
       'monitoring_case' AS row_table, case_id AS row_id
  FROM gap WHERE lb_limit_day (day, 'limits.visit_gap') IS NOT NULL
UNION ALL
SELECT region_id, first, last, 0, 1, 0, 'monitoring_case', case_id FROM case_span;
