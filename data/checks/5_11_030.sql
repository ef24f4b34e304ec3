-- id: 5_11_030
-- severity: warning
-- name.zh: 已有开发式措施却标注尚未实施
-- name.en: Developmental help entered, but marked as none
-- message.zh: 已落实开发式帮扶措施，但“实施开发式帮扶措施情况”为尚未实施
-- message.en: a developmental measure is implemented, but the case is marked as having none
-- remedy.zh: 更正“实施开发式帮扶措施情况”
-- remedy.en: correct the mark
-- source: 防返贫监测疑点数据规则 5_11_030

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.identified AS since, NULL AS until, 'breach' AS verdict
  FROM case_dated d JOIN monitoring_case c ON c.id = d.case_id
 WHERE c.developmental = 0
   AND EXISTS (SELECT 1 FROM measure m WHERE m.case_id = d.case_id AND m.status = 'implemented'
                  AND m.category IN (SELECT item FROM rule_list WHERE key = 'measures.developmental' AND d.identified BETWEEN from_day AND until_day));
