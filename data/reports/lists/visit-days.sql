-- id: visit-days
-- title: 每日走访次数
-- source: 走访台账
-- date: 日期
-- number: 次数
-- sum: yes
SELECT h.region_id AS _region, lb_day (v.visited_on) AS 日期, count (*) AS 次数
  FROM visit v JOIN household h ON h.id = v.household_id
 WHERE length (v.visited_on) = 10 AND lb_day (v.visited_on) BETWEEN :as_of - 181 AND :as_of GROUP BY h.region_id, 2 ORDER BY 2, 1;
