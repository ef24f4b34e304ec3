-- id: clearances-by-month
-- title: 各月风险消除户数
-- source: 监测对象台账
-- public: whole
-- number: 消除户数
-- sum: yes
WITH RECURSIVE month (n, last) AS (SELECT 11, lb_month_end (:as_of, -11) UNION ALL SELECT n - 1, lb_month_end (:as_of, 1 - n) FROM month WHERE n > 0),
counted (region_id, last, n) AS (
  SELECT region_id, lb_month_end (cleared), count (*) FROM case_dated WHERE cleared <= :as_of GROUP BY 1, 2)
SELECT r.id AS _region, lb_month (m.last) || '月' AS 月份, coalesce (c.n, 0) AS 消除户数
  FROM month m JOIN (SELECT DISTINCT region_id AS id FROM case_dated) r LEFT JOIN counted c ON c.region_id = r.id AND c.last = m.last
 ORDER BY m.last, r.id;
