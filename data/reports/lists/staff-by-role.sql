-- id: staff-by-role
-- title: 网格人员构成
-- source: 人员台账
-- public: rows
-- number: 人数
-- sum: yes
SELECT s.region_id AS _region, coalesce (w.zh, s.role) AS 岗位, count (*) AS 人数
  FROM staff s LEFT JOIN word w ON w.kind = 'role' AND w.code = s.role
 WHERE coalesce (lb_day (s.started_on), 0) <= :as_of AND (s.ended_on IS NULL OR lb_day (s.ended_on) > :as_of)
 GROUP BY s.region_id, 2 ORDER BY 2;
