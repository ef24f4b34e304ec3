-- id: measures
-- title: 帮扶措施
-- source: 帮扶措施台账
-- date: 计划日期
-- date: 应完成
-- date: 状态日期
SELECT h.region_id AS _region, c.household_id AS _household, coalesce (w.zh, m.category) AS 措施类别, lb_day (m.planned_on) AS 计划日期, lb_day (m.due_on) AS 应完成,
       s.zh AS 状态, lb_day (m.status_on) AS 状态日期, m.responsible AS 责任单位
  FROM measure m JOIN monitoring_case c ON c.id = m.case_id JOIN household h ON h.id = c.household_id JOIN word s ON s.kind = 'status' AND s.code = m.status
  LEFT JOIN word w ON w.kind = 'category' AND w.code = m.category
 WHERE lb_day (m.planned_on) <= :as_of ORDER BY c.household_id, m.planned_on, m.id;
