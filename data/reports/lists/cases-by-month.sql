-- id: cases-by-month
-- title: 各月新识别与风险消除户数
-- source: 监测对象台账
-- public: whole
-- number: 新识别
-- number: 风险消除
-- sum: yes
WITH RECURSIVE month (n, last) AS (SELECT 11, lb_month_end (:as_of, -11) UNION ALL SELECT n - 1, lb_month_end (:as_of, 1 - n) FROM month WHERE n > 0),
event (region_id, day, new, cleared) AS (
  SELECT region_id, identified, 1, 0 FROM case_dated UNION ALL
  SELECT region_id, cleared, 0, 1 FROM case_dated WHERE cleared IS NOT NULL),
counted (region_id, last, new, cleared) AS (
  SELECT region_id, lb_month_end (day), sum (new), sum (cleared) FROM event
   WHERE day <= :as_of AND lb_month_end (day) >= lb_month_end (:as_of, -11) GROUP BY 1, 2)
SELECT r.id AS _region, lb_month (m.last) || '月' AS 月份, coalesce (c.new, 0) AS 新识别, coalesce (c.cleared, 0) AS 风险消除
  FROM month m JOIN (SELECT DISTINCT region_id AS id FROM case_dated) r LEFT JOIN counted c ON c.region_id = r.id AND c.last = m.last
 ORDER BY m.last, r.id;
