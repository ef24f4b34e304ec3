-- id: overdue-matters
-- title: 逾期未办结事项清单
-- source: 事项台账
-- date: 受理日期
-- date: 应办结
-- number: 逾期天数
SELECT m.region_id AS _region, p.township AS 乡镇, p.village AS 村, m.matter_no AS 事项编号, coalesce (w.zh, '未分类') AS 事项类别,
       lb_day (m.received_on) AS 受理日期, lb_day (m.due_on) AS 应办结, :as_of - lb_day (m.due_on) AS 逾期天数
  FROM matter m JOIN place p ON p.region_id = m.region_id JOIN region r ON r.id = m.region_id
  LEFT JOIN word w ON w.kind = 'matter' AND w.code = m.class
 WHERE lb_day (m.received_on) <= :as_of AND lb_day (m.due_on) < :as_of AND (m.completed_on IS NULL OR lb_day (m.completed_on) > :as_of)
 ORDER BY 逾期天数 DESC, r.pre, m.matter_no;
