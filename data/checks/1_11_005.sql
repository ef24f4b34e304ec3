-- id: 1_11_005
-- severity: error
-- name.zh: 消除后仍有失学辍学
-- name.en: Dropout after clearance
-- message.zh: 已消除风险，但有义务教育阶段适龄儿童少年失学辍学
-- message.en: the risk is cleared, but a child of school age is out of school
-- remedy.zh: 落实控辍保学；问题属实的回退消除
-- remedy.en: bring the child back to school; if true, undo the clearance
-- source: 防返贫监测疑点数据规则 1_11_005

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.cleared AS since, d.revoked - 1 AS until, 'breach' AS verdict
  FROM case_dated d JOIN risk_clearance k ON k.case_id = d.case_id
 WHERE d.cleared IS NOT NULL AND k.dropout = 1;
