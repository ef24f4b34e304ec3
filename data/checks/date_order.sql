-- id: date_order
-- severity: error
-- name.zh: 日期先后矛盾
-- name.en: Dates contradict each other
-- message.zh: {zh}
-- message.en: {en}
-- remedy.zh: 核对原始材料，更正日期
-- remedy.en: correct the dates from the papers
-- source: 台账日期逻辑

WITH pairs AS (
  SELECT id AS case_id, clue_date AS a, identified_on AS b, '识别时间' AS zh_b, '线索发现时间' AS zh_a, 'identified' AS en_b, 'the clue' AS en_a
    FROM monitoring_case
  UNION ALL
  SELECT id, identified_on, cleared_on, '消除时间', '识别时间', 'cleared', 'identification' FROM monitoring_case
  UNION ALL
  SELECT id, cleared_on, revoked_on, '消除回退时间', '消除时间', 'revoked', 'clearance' FROM monitoring_case
)
SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.identified AS since, NULL AS until,
       'breach' AS verdict, p.zh_b || '（' || p.b || '）早于' || p.zh_a || '（' || p.a || '）' AS zh,
       p.en_b || ' ' || p.b || ', before ' || p.en_a || ' ' || p.a AS en
  FROM pairs p JOIN case_dated d ON d.case_id = p.case_id
 WHERE p.b < p.a AND lb_day (p.b) < lb_day_first (p.a);
