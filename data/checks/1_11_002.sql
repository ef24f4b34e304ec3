-- id: 1_11_002
-- severity: error
-- name.zh: 识别信息不完整
-- name.en: Identification incomplete
-- message.zh: 未填写：{zh}
-- message.en: not filled in: {en}
-- remedy.zh: 按入户核实结果补填
-- remedy.en: fill in what the home check found
-- source: 防返贫监测疑点数据规则 1_11_002

-- A field that no case has is not a gap of each household but of the ledger: field_empty says so once.
SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.identified AS since, NULL AS until, 'breach' AS verdict,
       group_concat (e.zh, '、') AS zh, group_concat (e.en, ', ') AS en
  FROM case_dated d JOIN (
    SELECT id, '线索发现时间' AS zh, 'day of the clue' AS en FROM monitoring_case WHERE clue_date IS NULL
       AND EXISTS (SELECT 1 FROM monitoring_case WHERE clue_date IS NOT NULL)
    UNION ALL
    SELECT id, '发现渠道' AS zh, 'channel' AS en FROM monitoring_case WHERE channel IS NULL
       AND EXISTS (SELECT 1 FROM monitoring_case WHERE channel IS NOT NULL)
    UNION ALL
    SELECT id, '识别时人均纯收入' AS zh, 'income per head' AS en FROM monitoring_case WHERE income_pc_fen IS NULL
       AND EXISTS (SELECT 1 FROM monitoring_case WHERE income_pc_fen IS NOT NULL)
    UNION ALL
    SELECT id, '合规自付支出' AS zh, 'eligible own payments' AS en FROM monitoring_case WHERE self_pay_fen IS NULL
       AND EXISTS (SELECT 1 FROM monitoring_case WHERE self_pay_fen IS NOT NULL)
    UNION ALL
    SELECT id, '义务教育状况' AS zh, 'schooling' AS en FROM monitoring_case WHERE dropout IS NULL
       AND EXISTS (SELECT 1 FROM monitoring_case WHERE dropout IS NOT NULL)
    UNION ALL
    SELECT id, '住房安全状况' AS zh, 'housing' AS en FROM monitoring_case WHERE housing_unsafe IS NULL
       AND EXISTS (SELECT 1 FROM monitoring_case WHERE housing_unsafe IS NOT NULL)
    UNION ALL
    SELECT id, '医保状况' AS zh, 'medical insurance' AS en FROM monitoring_case WHERE uninsured IS NULL
       AND EXISTS (SELECT 1 FROM monitoring_case WHERE uninsured IS NOT NULL)
    UNION ALL
    SELECT id, '饮水安全状况' AS zh, 'water' AS en FROM monitoring_case WHERE water_unsafe IS NULL
       AND EXISTS (SELECT 1 FROM monitoring_case WHERE water_unsafe IS NOT NULL)
  ) e ON e.id = d.case_id
 GROUP BY d.case_id;
