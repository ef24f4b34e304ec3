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
       substr (iif (no_clue, '、线索发现时间', '') || iif (no_channel, '、发现渠道', '') || iif (no_income, '、识别时人均纯收入', '') ||
               iif (no_self_pay, '、合规自付支出', '') || iif (no_schooling, '、义务教育状况', '') || iif (no_housing, '、住房安全状况', '') ||
               iif (no_insurance, '、医保状况', '') || iif (no_water, '、饮水安全状况', ''), 2) AS zh,
       substr (iif (no_clue, ', day of the clue', '') || iif (no_channel, ', channel', '') || iif (no_income, ', income per head', '') ||
               iif (no_self_pay, ', eligible own payments', '') || iif (no_schooling, ', schooling', '') || iif (no_housing, ', housing', '') ||
               iif (no_insurance, ', medical insurance', '') || iif (no_water, ', water', ''), 3) AS en
  FROM (SELECT c.id, f.clue AND c.clue_date IS NULL AS no_clue, f.channel AND c.channel IS NULL AS no_channel,
               f.income AND c.income_pc_fen IS NULL AS no_income, f.self_pay AND c.self_pay_fen IS NULL AS no_self_pay,
               f.dropout AND c.dropout IS NULL AS no_schooling, f.housing AND c.housing_unsafe IS NULL AS no_housing,
               f.insured AND c.uninsured IS NULL AS no_insurance, f.water AND c.water_unsafe IS NULL AS no_water
          FROM case_filled f CROSS JOIN monitoring_case c) e
  CROSS JOIN case_dated d ON d.case_id = e.id
 WHERE no_clue OR no_channel OR no_income OR no_self_pay OR no_schooling OR no_housing OR no_insurance OR no_water;
