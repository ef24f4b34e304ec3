-- id: clear_no_labour
-- severity: warning
-- name.zh: 无劳动力户被标注消除
-- name.en: Household without labour marked cleared
-- message.zh: 整户无劳动能力，却标注为帮扶消除
-- message.en: the household has no labour, and yet was cleared by help
-- remedy.zh: 回退消除，落实兜底保障并持续跟踪
-- remedy.en: undo the clearance, secure the household and track it on
-- source: 无劳动力户不标注消除（海南口径）；指标 C07

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.cleared AS since, d.revoked - 1 AS until, 'breach' AS verdict
  FROM case_dated d JOIN household h ON h.id = d.household_id
 WHERE h.whole_no_labour = 1 AND d.clear_mode = 'assisted' AND d.cleared IS NOT NULL
   AND lb_rule ('clearance.no_labour', d.cleared) = 'refuse';
