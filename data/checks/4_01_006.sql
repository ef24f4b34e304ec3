-- id: 4_01_006
-- severity: warning
-- name.zh: 在校生登记为务工
-- name.en: Pupil registered as worker
-- message.zh: 人编号 {no} 为在校生，却登记务工 {months} 个月
-- message.en: member {no} goes to school, but is registered with {months} months of work
-- remedy.zh: 核实在校或务工状态，更正其一
-- remedy.en: correct one of the two
-- source: 防返贫监测疑点数据规则 4_01_006

SELECT h.region_id, h.id AS household_id, 'person' AS row_table, p.id AS row_id, NULL AS since, NULL AS until, 'breach' AS verdict, p.person_no AS no, round (p.work_months) + 0 AS months
  FROM person p JOIN household h ON h.id = p.household_id
 WHERE p.student IS NOT NULL AND p.work_months > 0;
