-- id: events
-- title: 工作记录
-- source: 各台账
-- date: 日期
SELECT region_id AS _region, household_id AS _household, day AS 日期, step AS 环节, what AS 内容 FROM (
  SELECT h.region_id, c.household_id, lb_day (c.clue_date) AS day, 1 AS ord, '线索' AS step, coalesce (w.zh, '渠道未填') AS what
    FROM monitoring_case c JOIN household h ON h.id = c.household_id LEFT JOIN word w ON w.kind = 'channel' AND w.code = c.channel WHERE c.clue_date IS NOT NULL
  UNION ALL SELECT h.region_id, c.household_id, coalesce (lb_day (t.finished_on), lb_day (t.started_on)), 2, '程序', coalesce (w.zh, t.step_code)
    FROM case_step t JOIN monitoring_case c ON c.id = t.case_id JOIN household h ON h.id = c.household_id LEFT JOIN word w ON w.kind = 'step' AND w.code = t.step_code
  UNION ALL SELECT h.region_id, c.household_id, lb_day (c.identified_on), 3, '认定', w.zh
    FROM monitoring_case c JOIN household h ON h.id = c.household_id JOIN word w ON w.kind = 'class' AND w.code = c.class
  UNION ALL SELECT h.region_id, c.household_id, lb_day (m.status_on), 4, '措施', coalesce (w.zh, m.category) || '（' || s.zh || '）'
    FROM measure m JOIN monitoring_case c ON c.id = m.case_id JOIN household h ON h.id = c.household_id JOIN word s ON s.kind = 'status' AND s.code = m.status
    LEFT JOIN word w ON w.kind = 'category' AND w.code = m.category WHERE m.status_on IS NOT NULL
  UNION ALL SELECT h.region_id, v.household_id, lb_day (v.visited_on), 5, '走访', w.zh
    FROM visit v JOIN household h ON h.id = v.household_id JOIN word w ON w.kind = 'visit' AND w.code = v.mode
  UNION ALL SELECT h.region_id, c.household_id, lb_day (c.cleared_on), 6, '风险消除', CASE c.clear_mode WHEN 'natural' THEN '自然减少' ELSE '帮扶消除' END
    FROM monitoring_case c JOIN household h ON h.id = c.household_id WHERE c.cleared_on IS NOT NULL)
 WHERE day <= :as_of ORDER BY household_id, day, ord;
