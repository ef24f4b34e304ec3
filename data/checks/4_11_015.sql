-- id: 4_11_015
-- severity: warning
-- name.zh: 登记特困供养措施但无人享受
-- name.en: Tekun among the measures, but nobody has it
-- message.zh: 帮扶措施登记了“{subtype}”，但家庭成员均未享受
-- message.en: the measures have “{subtype}”, but no member receives it
-- remedy.zh: 核实享受情况，更正措施或成员信息
-- remedy.en: correct the measure or the member
-- source: 防返贫监测疑点数据规则 4_11_015

SELECT d.region_id, d.household_id, 'measure' AS row_table, m.id AS row_id, lb_day (m.planned_on) AS since, d.cleared - 1 AS until,
       'breach' AS verdict, m.subtype
  FROM case_dated d JOIN measure m ON m.case_id = d.case_id
 WHERE m.status NOT IN ('stopped', 'not_applicable') AND m.category = 'safety_net' AND m.subtype LIKE '%特困%'
   AND EXISTS (SELECT 1 FROM person p WHERE p.household_id = d.household_id AND p.tekun IS NOT NULL)
   AND NOT EXISTS (SELECT 1 FROM person p WHERE p.household_id = d.household_id AND p.tekun <> 'none');
