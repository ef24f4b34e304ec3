-- id: region_reject
-- severity: warning
-- name.zh: 有行因区划不符未入库
-- name.en: Rows left out for want of a region
-- message.zh: {file} 中有 {n} 行因找不到区划未入库
-- message.en: {n} rows of {file} found no region and were left out
-- remedy.zh: 更正区划名称或代码后重新导入
-- remedy.en: correct the names or codes and import the rows again
-- source: 区划匹配；指标 Q03

SELECT NULL AS region_id, NULL AS household_id, 'import_batch' AS row_table, b.id AS row_id, NULL AS since, NULL AS until, 'breach' AS verdict,
       b.file, count (*) AS n
  FROM import_batch b JOIN import_reject j ON j.import_batch_id = b.id
 WHERE b.undone_at IS NULL AND j.reason_code = 'region' GROUP BY b.id;
