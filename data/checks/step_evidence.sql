-- id: step_evidence
-- severity: warning
-- name.zh: 程序佐证材料缺失
-- name.en: A step without its paper
-- message.zh: “{step:step}”没有佐证材料
-- message.en: there is no paper of the step “{step:step}”
-- remedy.zh: 补充佐证材料；确无材料的写明原因
-- remedy.en: add the paper, or say why there is none
-- source: 规则集 [evidence]；指标 I05

SELECT d.region_id, d.household_id, 'case_step' AS row_table, s.id AS row_id, d.identified AS since, NULL AS until,
       'breach' AS verdict, s.step_code AS step
  FROM case_dated d JOIN case_step s ON s.case_id = d.case_id
  JOIN rule_list l ON l.key = 'evidence.' || s.step_code AND d.identified BETWEEN l.from_day AND l.until_day
 WHERE EXISTS (SELECT 1 FROM evidence WHERE subject = 'step')
   AND (d.case_id, s.step_code, l.item) NOT IN (SELECT case_id, item, kind FROM evidence
                                                 WHERE subject = 'step' AND missing_reason IS NULL AND case_id IS NOT NULL);
