-- id: measure_twice
-- severity: warning
-- name.zh: 帮扶措施重复登记
-- name.en: Measure entered twice
-- message.zh: “{category:category}”（{planned_on}）重复登记
-- message.en: “{category:category}” of {planned_on} is entered twice
-- remedy.zh: 删除重复记录
-- remedy.en: delete one of the two
-- source: 台账去重

SELECT d.region_id, d.household_id, 'measure' AS row_table, m.id AS row_id, lb_day (m.planned_on) AS since, NULL AS until, 'breach' AS verdict,
       m.category, m.planned_on
  FROM measure m JOIN case_dated d ON d.case_id = m.case_id
 WHERE EXISTS (SELECT 1 FROM measure o WHERE o.case_id = m.case_id AND o.id < m.id AND o.category = m.category
                  AND o.planned_on = m.planned_on AND o.subtype IS m.subtype AND o.person_id IS m.person_id
                  AND o.amount_fen IS m.amount_fen);
