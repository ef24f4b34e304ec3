-- id: household_incomplete
-- severity: warning
-- name.zh: 农户信息不完整
-- name.en: Household incomplete
-- message.zh: 未填写：{zh}
-- message.en: not filled in: {en}
-- remedy.zh: 补填农户信息
-- remedy.en: fill it in
-- source: 台账必填项；指标 Q01

SELECT h.region_id, h.id AS household_id, 'household' AS row_table, h.id AS row_id, NULL AS since, NULL AS until, 'breach' AS verdict,
       group_concat (e.zh, '、') AS zh, group_concat (e.en, ', ') AS en
  FROM household h JOIN (
    SELECT id, '户主姓名' AS zh, 'head' AS en FROM household WHERE head_name IS NULL
       AND EXISTS (SELECT 1 FROM household WHERE head_name IS NOT NULL)
    UNION ALL
    SELECT id, '劳动力人数', 'labour' FROM household WHERE labour_count IS NULL
       AND EXISTS (SELECT 1 FROM household WHERE labour_count IS NOT NULL)
  ) e ON e.id = h.id
 GROUP BY h.id;
