-- id: visit-gaps
-- title: 在册监测对象距最近一次走访的天数
-- source: 走访台账
-- public: whole
-- number: 户数
-- sum: yes
-- 各段的上限取自规则集 spans.visit_gap。
WITH bound (high) AS (
  SELECT CAST (item AS INTEGER) FROM rule_list WHERE key = 'spans.visit_gap' AND :as_of BETWEEN from_day AND until_day),
waiting (household_id, gap) AS (
  SELECT s.household_id, :as_of - (SELECT max (lb_day (v.visited_on)) FROM visit v WHERE v.household_id = s.household_id AND lb_day (v.visited_on) <= :as_of)
    FROM case_span s WHERE s.first <= :as_of AND s.last > :as_of),
placed (household_id, gap, low, high) AS (
  SELECT household_id, gap, (SELECT max (high) FROM bound WHERE high < gap), (SELECT min (high) FROM bound WHERE high >= gap) FROM waiting)
SELECT h.region_id AS _region,
       CASE WHEN gap IS NULL THEN '没有走访记录' WHEN high IS NULL THEN low || '天以上' WHEN low IS NULL THEN high || '天以内'
            ELSE (low + 1) || '—' || high || '天' END AS 距最近一次走访,
       count (*) AS 户数
  FROM placed JOIN household h ON h.id = household_id
 WHERE gap IS NULL OR low IS NOT NULL OR high IS NOT NULL GROUP BY h.region_id, 2 ORDER BY min (coalesce (gap, 99999));
