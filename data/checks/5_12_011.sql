-- id: 5_12_011
-- severity: warning
-- name.zh: 标注已实施开发式但仅有其他或培训
-- name.en: Marked as developmental, but only training
-- message.zh: “实施开发式帮扶措施情况”为已实施，但只登记了其他或培训
-- message.en: the case is marked as having developmental help, but only training or “other” is entered
-- remedy.zh: 补录产业、就业、金融或公益岗位帮扶，或更正标注
-- remedy.en: enter the measure or correct the mark
-- source: 防返贫监测疑点数据规则 5_12_011

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.identified AS since, NULL AS until, 'breach' AS verdict
  FROM case_dated d JOIN monitoring_case c ON c.id = d.case_id
 WHERE c.developmental = 1
   AND NOT EXISTS (SELECT 1 FROM measure m WHERE m.case_id = d.case_id AND m.status <> 'not_applicable'
                      AND coalesce (m.subtype, '') NOT LIKE '%其他%' AND coalesce (m.subtype, '') NOT LIKE '%培训%'
                      AND m.category IN (SELECT item FROM rule_list WHERE key = 'measures.developmental' AND d.identified BETWEEN from_day AND until_day));
