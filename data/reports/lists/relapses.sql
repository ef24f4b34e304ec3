-- id: relapses
-- title: 反弹问题清单
-- source: 问题台账
-- date: 再次发现
-- date: 首次发现
SELECT f.region_id AS _region, f.id AS _finding, f.finding_no AS 编号, p.township AS 乡镇, p.village AS 村, f.text AS 问题描述,
       lb_day (f.first_seen_on) AS 再次发现, o.finding_no AS 原编号, lb_day (o.first_seen_on) AS 首次发现
  FROM finding f JOIN finding o ON o.id = f.same_as_id JOIN place p ON p.region_id = f.region_id
 WHERE lb_day (f.first_seen_on) <= :as_of ORDER BY f.finding_no;
