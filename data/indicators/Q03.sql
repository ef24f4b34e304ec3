-- id: Q03
-- name.zh: 区划匹配率
-- name.en: Region match rate
-- group.zh: 数据质量
-- group.en: Data quality
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- palette: YlGnBu
-- source.zh: 匹配到区划的行 ÷ 带区划的全部行
-- source.en: rows matched to a region ÷ all rows that name a region
-- note.zh: 只计自带区划的台账；因区划未入库的行计在县级。导入没有业务日期，各日期数值相同。
-- note.en: Only ledgers that name regions themselves; rows refused for their region count at the county. Import has no business date, so the figure is the same for every day.

-- Rows that name their region themselves; a row refused for its region counts at the county. Import has no day of its own
-- in the domain, so the figure holds for every date.
WITH matched (region_id, n) AS (
  SELECT region_id, count (*) FROM household GROUP BY region_id
  UNION ALL
  SELECT region_id, count (*)
    FROM (SELECT region_id FROM matter UNION ALL SELECT region_id FROM staff
          UNION ALL SELECT region_id FROM early_warning UNION ALL SELECT region_id FROM finding UNION ALL SELECT region_id FROM training
          UNION ALL SELECT region_id FROM ledger UNION ALL SELECT region_id FROM assessment UNION ALL SELECT region_id FROM resource)
   GROUP BY region_id
)
SELECT region_id, NULL AS day, n AS numerator, n AS denominator, 'region' AS row_table, region_id AS row_id FROM matched
UNION ALL
SELECT c.id, NULL, 0, 1, 'import_reject', j.id
  FROM import_reject j JOIN import_batch b ON b.id = j.import_batch_id AND b.undone_at IS NULL
  JOIN region c ON c.level = 'county'
 WHERE j.reason_code = 'region';
