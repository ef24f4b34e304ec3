-- id: 3_11_003
-- severity: warning
-- name.zh: 因病消除但无对应措施
-- name.en: Cleared without a measure against illness
-- message.zh: 风险为“因病”且通过帮扶消除，但没有已落实的对应帮扶措施
-- message.en: the risk is illness and was cleared by help, but no measure that fits it was implemented
-- remedy.zh: 补录对应措施；确无措施的回退消除
-- remedy.en: enter the measure that fits; if there was none, undo the clearance
-- source: 防返贫监测疑点数据规则 3_11_003

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.cleared AS since, d.revoked - 1 AS until, 'breach' AS verdict
  FROM case_dated d
  JOIN case_risk r ON r.case_id = d.case_id
 WHERE r.risk_code = 'illness' AND d.clear_mode = 'assisted' AND d.cleared IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM measure m CROSS JOIN rule_list l ON l.key = 'measures.' || r.risk_code AND l.item = m.category
                    WHERE m.case_id = d.case_id AND m.status = 'implemented' AND d.cleared BETWEEN l.from_day AND l.until_day);
