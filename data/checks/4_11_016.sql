-- id: 4_11_016
-- severity: warning
-- name.zh: 登记残疾人补贴措施但无人享受
-- name.en: Disability allowance among the measures, but nobody has it
-- message.zh: 帮扶措施登记了“{subtype}”，但家庭成员均未享受
-- message.en: the measures have “{subtype}”, but no member receives it
-- remedy.zh: 核实享受情况，更正措施或成员信息
-- remedy.en: correct the measure or the member
-- source: 防返贫监测疑点数据规则 4_11_016

SELECT d.region_id, d.household_id, 'measure' AS row_table, m.id AS row_id, lb_day (m.planned_on) AS since, d.cleared - 1 AS until,
       'breach' AS verdict, m.subtype
  FROM case_dated d JOIN measure m ON m.case_id = d.case_id
 WHERE m.status NOT IN ('stopped', 'not_applicable') AND m.category = 'safety_net' AND m.subtype LIKE '%残疾%'
   AND EXISTS (SELECT 1 FROM person p WHERE p.household_id = d.household_id AND p.health IS NOT NULL)
   AND NOT EXISTS (SELECT 1 FROM person p WHERE p.household_id = d.household_id AND p.health IN ('disabled', 'multi'));
