-- id: clear_evidence
-- severity: warning
-- name.zh: 消除佐证材料缺失
-- name.en: A clearance without its papers
-- message.zh: 风险消除缺少材料：{items}
-- message.en: the clearance lacks: {items}
-- remedy.zh: 补充附表8、9、10 等材料
-- remedy.en: add the papers
-- source: 规则集 [clearance] items；指标 C02

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.cleared AS since, d.revoked - 1 AS until,
       'breach' AS verdict, group_concat (l.item, '、') AS items
  FROM case_dated d JOIN rule_list l ON l.key = 'clearance.items' AND d.cleared BETWEEN l.from_day AND l.until_day
 WHERE d.cleared IS NOT NULL AND d.clear_mode = 'assisted' AND EXISTS (SELECT 1 FROM evidence WHERE subject = 'clearance')
   AND (d.case_id, l.item) NOT IN (SELECT case_id, item FROM evidence
                                    WHERE subject = 'clearance' AND missing_reason IS NULL AND case_id IS NOT NULL)
 GROUP BY d.case_id;
