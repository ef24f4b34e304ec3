-- id: long-unvisited
-- title: 走访间隔超过期限的在册监测对象清单
-- source: 走访台账
-- household: 户编号
-- mask: 户主
-- date: 最近走访
-- number: 间隔天数
SELECT h.region_id AS _region, h.id AS _household, p.township AS 乡镇, p.village AS 村, h.household_no AS 户编号, h.head_name AS 户主,
       latest AS 最近走访, :as_of - latest AS 间隔天数
  FROM (SELECT s.household_id, (SELECT max (lb_day (v.visited_on)) FROM visit v WHERE v.household_id = s.household_id AND lb_day (v.visited_on) <= :as_of) AS latest
          FROM case_span s WHERE s.first <= :as_of AND s.last > :as_of AND lb_limit_day (s.identified, 'limits.visit_gap') < :as_of)
  JOIN household h ON h.id = household_id JOIN place p ON p.region_id = h.region_id JOIN region r ON r.id = h.region_id
 WHERE latest IS NULL OR lb_limit_day (latest, 'limits.visit_gap') < :as_of ORDER BY latest IS NOT NULL, latest, r.pre, h.household_no;
