-- id: 4_01_006
-- severity: warning
-- name.zh: 在校生登记为务工
-- name.en: Pupil registered as worker
-- message.zh: 人编号 {no} 为在校生，却登记{zh}
-- message.en: member {no} goes to school, but is registered with {en}
-- remedy.zh: 核实在校或务工状态，更正其一
-- remedy.en: correct one of the two
-- source: 防返贫监测疑点数据规则 4_01_006

SELECT h.region_id, h.id AS household_id, 'person' AS row_table, p.id AS row_id, NULL AS since, NULL AS until, 'breach' AS verdict, p.person_no AS no,
       printf ('务工 %d 个月', round (p.work_months)) AS zh, printf ('%d months of work', round (p.work_months)) AS en
  FROM person p JOIN household h ON h.id = p.household_id
 WHERE p.student IS NOT NULL AND p.work_months > 0
UNION ALL
SELECT h.region_id, h.id, 'person_work', w.id, lb_day (w.started_on), lb_day (w.ended_on), 'breach', p.person_no, '外出务工', 'work away from home'
  FROM person_work w JOIN person p ON p.id = w.person_id JOIN household h ON h.id = p.household_id
 WHERE p.student IS NOT NULL AND (w.started_on IS NOT NULL OR w.working = 1) AND NOT coalesce (p.work_months, 0) > 0;
