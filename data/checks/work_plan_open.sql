-- id: work_plan_open
-- severity: note
-- name.zh: 计划务工尚未务工
-- name.en: Planned work not begun
-- message.zh: 有 {members} 名家庭成员计划务工，尚无务工记录
-- message.en: {members} members plan to work away from home, and no work of theirs is known
-- remedy.zh: 核实是否已外出；未外出的联系岗位，落实就业帮扶
-- remedy.en: find out whether they have left; if not, find them work
-- source: 全国防返贫监测信息系统“是否计划务工”

SELECT h.region_id, h.id AS household_id, 'work_plan' AS row_table, min (l.id) AS row_id, NULL AS since, NULL AS until,
       'breach' AS verdict, count (*) AS members
  FROM household h JOIN person p ON p.household_id = h.id JOIN work_plan l ON l.person_id = p.id AND l.planned = 1
 WHERE coalesce (p.work_months, 0) = 0
   AND NOT EXISTS (SELECT 1 FROM person_work w WHERE w.person_id = p.id AND (w.working = 1 OR w.started_on IS NOT NULL AND w.ended_on IS NULL))
 GROUP BY h.id;
