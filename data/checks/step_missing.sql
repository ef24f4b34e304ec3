-- id: step_missing
-- severity: error
-- name.zh: 必经程序缺失
-- name.en: A required step is missing
-- message.zh: 缺少必经程序：{zh}
-- message.en: missing: {en}
-- remedy.zh: 补录程序日期；确未履行的补正程序
-- remedy.en: enter the dates; if the step was left out, make it good
-- source: 规则集 [steps] required；指标 I05

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.identified AS since, NULL AS until,
       'breach' AS verdict, group_concat (coalesce (lb_rule ('step.' || l.item), l.item), '、') AS zh,
       group_concat (replace (l.item, '_', ' '), ', ') AS en
  FROM case_dated d JOIN rule_list l ON l.key = 'steps.required' AND d.identified BETWEEN l.from_day AND l.until_day
 WHERE EXISTS (SELECT 1 FROM case_step)
   AND NOT EXISTS (SELECT 1 FROM case_step s WHERE s.case_id = d.case_id AND s.step_code = l.item
                      AND coalesce (s.started_on, s.finished_on) IS NOT NULL)
 GROUP BY d.case_id;
