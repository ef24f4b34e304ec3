-- id: 5_16_003
-- severity: warning
-- name.zh: 享受低保但未登记低保措施
-- name.en: Receives dibao, not among the measures
-- message.zh: 家庭成员享受低保，但帮扶措施中没有登记低保
-- message.en: a member receives dibao, but the measures do not have it
-- remedy.zh: 在综合保障中补录低保
-- remedy.en: enter dibao among the measures
-- source: 防返贫监测疑点数据规则 5_16_003

SELECT s.region_id, s.household_id, 'monitoring_case' AS row_table, s.case_id AS row_id, s.first AS since, s.last - 1 AS until,
       'breach' AS verdict
  FROM case_span s
 WHERE EXISTS (SELECT 1 FROM person p WHERE p.household_id = s.household_id AND p.dibao <> 'none')
   AND NOT EXISTS (SELECT 1 FROM measure m WHERE m.case_id = s.case_id AND m.subtype LIKE '%低保%');
