-- id: region_parent
-- severity: warning
-- name.zh: 区划无处安放
-- name.en: Region without a place
-- message.zh: 区划“{name}”{why_zh}，其数据不计入上级
-- message.en: the region “{name}” {why_en}; its figures count in nothing above it
-- remedy.zh: 在区划台账中补填上级区划代码，重新导入
-- remedy.en: fill in the region above in the ledger of regions and import again
-- source: 区划匹配；指标 Q03

-- Nothing above it, or nothing of a higher level: the tree makes a root of both.
WITH rank (level, n) AS (
  SELECT column1, column2 FROM (VALUES ('county', 0), ('township', 1), ('area', 2), ('village', 3), ('grid', 4), ('joint_unit', 5))
)
SELECT r.id AS region_id, NULL AS household_id, 'region' AS row_table, r.id AS row_id, NULL AS since, NULL AS until, 'breach' AS verdict,
       r.name, CASE WHEN p.id IS NULL THEN '没有上级' ELSE '的上级“' || p.name || '”层级不高于它' END AS why_zh,
       CASE WHEN p.id IS NULL THEN 'has none above it' ELSE 'lies in “' || p.name || '”, which is no higher' END AS why_en
  FROM region r JOIN rank own ON own.level = r.level LEFT JOIN region p ON p.id = r.parent_id LEFT JOIN rank above ON above.level = p.level
 WHERE r.level <> 'county' AND (p.id IS NULL OR above.n >= own.n);
