-- id: M12
-- name.zh: 综合帮扶强度偏差
-- name.en: Over-reliance on the safety net
-- group.zh: 帮扶措施
-- group.en: Measures
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: down
-- kind: stock
-- palette: OrRd
-- source: 只落实了综合保障类措施的在册监测户 ÷ 有劳动力的在册监测户
-- note: 分子也只计有劳动力的户。劳动力情况不明的户不计；一项也未落实的不算只有保障。

-- From its first implemented measure of the safety net until the first of any other kind.
WITH done (case_id, net, other) AS (
  SELECT case_id, min (CASE WHEN category = 'safety_net' THEN day END),
         coalesce (min (CASE WHEN category <> 'safety_net' THEN day END), 2147483646)
    FROM (SELECT case_id, category, max (lb_day (planned_on), lb_day (status_on)) AS day
            FROM measure WHERE status = 'implemented')
   GROUP BY case_id
), able (case_id, region_id, persons, first, last, net, other) AS (
  SELECT s.case_id, s.region_id, s.persons, s.first, s.last, max (s.first, d.net), min (s.last, d.other)
    FROM case_span s JOIN household h ON h.id = s.household_id LEFT JOIN done d ON d.case_id = s.case_id
   WHERE coalesce (h.labour_count > 0, h.whole_no_labour = 0)
)
SELECT region_id, first AS day, 0 AS numerator, 1 AS denominator, 0 AS persons, 'monitoring_case' AS row_table, case_id AS row_id
  FROM able
UNION ALL
SELECT region_id, last, 0, -1, 0, 'monitoring_case', case_id FROM able
UNION ALL
SELECT region_id, net, 1, 0, persons, 'monitoring_case', case_id FROM able WHERE net < other
UNION ALL
SELECT region_id, other, -1, 0, -persons, 'monitoring_case', case_id FROM able WHERE net < other;
