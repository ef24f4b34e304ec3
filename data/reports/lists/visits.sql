-- id: visits
-- title: 走访记录
-- source: 走访台账
-- household: 户编号
-- date: 日期
SELECT h.region_id AS _region, v.household_id AS _household, p.township AS 乡镇, p.village AS 村, h.household_no AS 户编号, lb_day (v.visited_on) AS 日期,
       w.zh AS 方式, CASE v.issue_found WHEN 1 THEN '发现问题' WHEN 0 THEN '没有问题' END AS 情况
  FROM visit v JOIN household h ON h.id = v.household_id JOIN place p ON p.region_id = h.region_id JOIN region r ON r.id = h.region_id
  JOIN word w ON w.kind = 'visit' AND w.code = v.mode
 WHERE lb_day (v.visited_on) <= :as_of ORDER BY r.pre, lb_day (v.visited_on), h.household_no, v.id;
