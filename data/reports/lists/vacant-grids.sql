-- id: vacant-grids
-- title: 没有在岗网格员的网格清单
-- source: 人员台账
SELECT g.id AS _region, p.township AS 乡镇, p.village AS 村, g.name AS 网格
  FROM region g JOIN place p ON p.region_id = g.id
 WHERE g.level = 'grid' AND EXISTS (SELECT 1 FROM staff)
   AND NOT EXISTS (SELECT 1 FROM staff s WHERE s.region_id = g.id AND s.role IN ('leader', 'full_time', 'part_time')
                    AND coalesce (lb_day (s.started_on), 0) <= :as_of AND (s.ended_on IS NULL OR lb_day (s.ended_on) > :as_of))
 ORDER BY g.pre;
