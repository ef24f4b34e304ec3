-- id: region_place
-- severity: warning
-- name.zh: 农户未落到村
-- name.en: Household without a village
-- message.zh: 农户所在区划“{name}”{why_zh}
-- message.en: the household’s region “{name}” {why_en}
-- remedy.zh: 在台账中补填行政村或网格编码，重新导入
-- remedy.en: fill in village or grid code and import again
-- source: 区划匹配；指标 Q03

SELECT r.id AS region_id, h.id AS household_id, 'household' AS row_table, h.id AS row_id, NULL AS since, NULL AS until, 'breach' AS verdict,
       r.name, CASE WHEN r.parent_id IS NULL AND r.level <> 'county' THEN '没有上级，无处安放' ELSE '在村以上' END AS why_zh,
       CASE WHEN r.parent_id IS NULL AND r.level <> 'county' THEN 'has no place in the tree' ELSE 'is above the villages' END AS why_en
  FROM household h JOIN region r ON r.id = h.region_id
 WHERE (r.parent_id IS NULL AND r.level <> 'county')
    OR (r.level IN ('county', 'township', 'area') AND EXISTS (SELECT 1 FROM region WHERE level = 'village'));
