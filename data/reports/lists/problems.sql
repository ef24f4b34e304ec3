-- id: problems
-- title: 问题与整改时限
-- source: 帮扶措施、走访、事项、问题台账
-- number: 数量
-- date: 整改时限
-- 整改时限：立行立改和限期整改的期限取自规则集 limits.rectify_now、limits.rectify_term，问题台账另有时限的从其时限。
WITH problem (region_id, ord, what, n, unit, due) AS (
  SELECT s.region_id, 1, '帮扶措施超期未落实', count (*), '条', lb_limit_day (:as_of, 'limits.rectify_now') FROM measure_span s
   WHERE s.first <= :as_of AND s.last > :as_of AND s.implemented > :as_of AND s.due < :as_of GROUP BY s.region_id
  UNION ALL
  SELECT s.region_id, 2, '识别满规定时间仍无已落实措施', count (*), '户', lb_limit_day (:as_of, 'limits.rectify_now') FROM case_span s
   WHERE s.first <= :as_of AND s.last > :as_of AND lb_limit_day (s.identified, 'limits.measure_first') <= :as_of
     AND NOT EXISTS (SELECT 1 FROM measure m WHERE m.case_id = s.case_id AND m.status = 'implemented' AND lb_day (m.status_on) <= :as_of) GROUP BY s.region_id
  UNION ALL
  SELECT h.region_id, 3, '监测对象走访间隔超过期限', count (*), '户', lb_limit_day (:as_of, 'limits.rectify_now') FROM case_span s JOIN household h ON h.id = s.household_id
   WHERE s.first <= :as_of AND s.last > :as_of AND lb_limit_day (s.identified, 'limits.visit_gap') < :as_of AND EXISTS (SELECT 1 FROM visit)
     AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.household_id = s.household_id AND lb_day (v.visited_on) <= :as_of AND lb_limit_day (lb_day (v.visited_on), 'limits.visit_gap') >= :as_of) GROUP BY h.region_id
  UNION ALL
  SELECT m.region_id, 4, '事项逾期未办结', count (*), '件', lb_limit_day (:as_of, 'limits.rectify_term') FROM matter m
   WHERE lb_day (m.received_on) <= :as_of AND lb_day (m.due_on) < :as_of AND (m.completed_on IS NULL OR lb_day (m.completed_on) > :as_of) GROUP BY m.region_id
  UNION ALL
  SELECT s.region_id, 5, '督导问题未销号', count (*), '项', max (CASE WHEN s.due > :as_of THEN s.due ELSE lb_limit_day (:as_of, 'limits.rectify_now') END) FROM finding_state s
   WHERE s.seen <= :as_of AND s.closed > :as_of GROUP BY s.region_id
)
SELECT r.id AS _region, p.village AS 村, what AS 问题, sum (n) AS 数量, unit AS 单位, max (due) AS 整改时限
  FROM problem q JOIN place p ON p.region_id = q.region_id JOIN region x ON x.id = q.region_id
  JOIN region r ON r.id = CASE WHEN x.level IN ('grid', 'joint_unit') THEN x.parent_id ELSE x.id END
 GROUP BY r.id, ord ORDER BY r.pre, ord;
