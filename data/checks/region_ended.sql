-- id: region_ended
-- severity: warning
-- name.zh: 撤销区划无承接
-- name.en: Abolished without a successor
-- message.zh: “{name}”已撤销，没有承接区划，名下还有 {n} 户
-- message.en: “{name}” was abolished without a successor and still has {n} households
-- remedy.zh: 在区划变更台账中补填承接区划，重新导入
-- remedy.en: name the successor in the ledger of region changes and import it again
-- source: 区划匹配；指标 Q03

-- They count in what lies above it, and in no village of their own.
SELECT r.id AS region_id, NULL AS household_id, 'region' AS row_table, r.id AS row_id, lb_day (r.valid_to) + 1 AS since, NULL AS until,
       'breach' AS verdict, r.name, count (*) AS n
  FROM region r JOIN region b ON b.pre BETWEEN r.pre AND r.last JOIN household h ON h.region_id = b.id
 WHERE r.valid_to IS NOT NULL AND r.successor_id IS NULL GROUP BY r.id;
