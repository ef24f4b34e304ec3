-- id: 5_17_013
-- severity: warning
-- name.zh: 劳务输出措施但无外出务工人员
-- name.en: Labour export without a worker
-- message.zh: 登记了劳务输出措施，但家中没有外出务工人员
-- message.en: the measures have labour export, but no member works
-- remedy.zh: 核实务工情况，补录务工信息或更正措施
-- remedy.en: enter the work or correct the measure
-- source: 防返贫监测疑点数据规则 5_17_013

SELECT d.region_id, d.household_id, 'measure' AS row_table, m.id AS row_id, lb_day (m.planned_on) AS since, d.cleared - 1 AS until,
       'breach' AS verdict
  FROM case_dated d JOIN measure m ON m.case_id = d.case_id
 WHERE m.category = 'employment' AND m.subtype LIKE '%劳务输出%' AND m.status NOT IN ('stopped', 'not_applicable')
   AND EXISTS (SELECT 1 FROM person p WHERE p.household_id = d.household_id)
   AND NOT EXISTS (SELECT 1 FROM person p JOIN person_work w ON w.person_id = p.id
                    WHERE p.household_id = d.household_id AND (w.started_on IS NOT NULL OR w.working = 1))
   AND NOT EXISTS (SELECT 1 FROM person p WHERE p.household_id = d.household_id AND p.work_months > 0);
