-- id: matters-by-class
-- title: 各类事项办理情况
-- source: 事项台账
-- public: counts
-- number: 受理
-- number: 办结
-- number: 按期办结
-- number: 逾期未办结
-- group: 事项（件） = 受理 办结 按期办结 逾期未办结
-- sum: yes
SELECT m.region_id AS _region, coalesce (w.zh, '未分类') AS 事项类别, count (*) AS 受理, total (lb_day (m.completed_on) <= :as_of) AS 办结,
       total (lb_day (m.completed_on) <= :as_of AND lb_day (m.completed_on) <= lb_day (m.due_on)) AS 按期办结,
       total (lb_day (m.due_on) < :as_of AND (m.completed_on IS NULL OR lb_day (m.completed_on) > :as_of)) AS 逾期未办结
  FROM matter m LEFT JOIN word w ON w.kind = 'matter' AND w.code = m.class
 WHERE lb_day (m.received_on) <= :as_of GROUP BY m.region_id, 2 ORDER BY 2;
