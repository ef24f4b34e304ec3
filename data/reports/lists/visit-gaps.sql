-- id: visit-gaps
-- title: 在册监测对象距最近一次走访的天数
-- source: 走访台账
-- public: whole
-- number: 户数
-- sum: yes
SELECT h.region_id AS _region,
       CASE WHEN gap IS NULL THEN '没有走访记录' WHEN gap <= 31 THEN '31天以内' WHEN gap <= 62 THEN '32—62天' WHEN gap <= 93 THEN '63—93天' ELSE '93天以上' END AS 距最近一次走访,
       count (*) AS 户数
  FROM (SELECT s.household_id, :as_of - (SELECT max (lb_day (v.visited_on)) FROM visit v WHERE v.household_id = s.household_id AND lb_day (v.visited_on) <= :as_of) AS gap
          FROM case_span s WHERE s.first <= :as_of AND s.last > :as_of)
  JOIN household h ON h.id = household_id GROUP BY h.region_id, 2 ORDER BY min (coalesce (gap, 99999));
