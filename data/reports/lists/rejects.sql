-- id: rejects
-- title: 未入库行的原因
-- source: 导入批次
-- number: 行数
-- quoting: 原因举例
SELECT b.file AS 文件, coalesce (x.column_name, '整行') AS 栏目, count (*) AS 行数, min (x.reason) AS 原因举例
  FROM import_reject x JOIN import_batch b ON b.id = x.import_batch_id WHERE b.undone_at IS NULL GROUP BY b.id, x.column_name ORDER BY b.id, 行数 DESC, x.column_name;
