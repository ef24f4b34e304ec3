-- id: 5_11_033
-- severity: warning
-- name.zh: 整户无劳动能力未标注
-- name.en: Household without labour not marked
-- message.zh: 家中 {size} 人均无劳动能力，但未标注整户无劳动能力兜底保障户
-- message.en: none of the {size} members can work, but the household is not marked so
-- remedy.zh: 核实劳动能力，补标兜底保障户
-- remedy.en: check the labour and mark the household
-- source: 防返贫监测疑点数据规则 5_11_033、1111_07

SELECT s.region_id, s.household_id, 'household' AS row_table, h.id AS row_id, s.first AS since, s.last - 1 AS until,
       'breach' AS verdict, h.size
  FROM case_span s JOIN household h ON h.id = s.household_id
 WHERE h.labour_count = 0 AND coalesce (h.whole_no_labour, 0) = 0
   AND EXISTS (SELECT 1 FROM household WHERE whole_no_labour IS NOT NULL);
