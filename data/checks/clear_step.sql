-- id: clear_step
-- severity: error
-- name.zh: 消除程序缺失
-- name.en: A step of the clearance is missing
-- message.zh: 风险消除缺少程序：{zh}
-- message.en: the clearance lacks: {en}
-- remedy.zh: 补录程序日期；确未履行的补正程序
-- remedy.en: enter the dates; if a step was left out, make it good
-- source: 规则集 [clearance] required；枞阳 913795

SELECT d.region_id, d.household_id, 'risk_clearance' AS row_table, k.id AS row_id, d.cleared AS since, d.revoked - 1 AS until,
       'breach' AS verdict, group_concat (coalesce (lb_rule ('step.' || l.item), l.item), '、') AS zh,
       group_concat (replace (l.item, '_', ' '), ', ') AS en
  FROM case_dated d JOIN risk_clearance k ON k.case_id = d.case_id
  JOIN rule_list l ON l.key = 'clearance.required' AND d.cleared BETWEEN l.from_day AND l.until_day
 WHERE d.clear_mode = 'assisted'
   AND EXISTS (SELECT 1 FROM risk_clearance x WHERE coalesce (x.home_check_on, x.review_on, x.publicity_from, x.town_audit_on,
                                                              x.county_approved_on) IS NOT NULL)
   AND CASE l.item WHEN 'home_check' THEN k.home_check_on WHEN 'review' THEN k.review_on WHEN 'publicity' THEN k.publicity_from
                   WHEN 'town_audit' THEN k.town_audit_on WHEN 'county_approve' THEN k.county_approved_on ELSE '' END IS NULL
 GROUP BY d.case_id;
