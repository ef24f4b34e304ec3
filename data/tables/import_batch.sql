SELECT id AS 批次, kind AS 类别, file AS 文件, sheet AS 工作表, sha256 AS "SHA-256", encoding AS 编码, encoding_reason AS 编码依据,
       crs AS 坐标系, level AS 层级, rows AS 行数, accepted AS 入库, rejected AS 未入库, at AS 时间, undone_at AS 撤销时间
  FROM import_batch
 ORDER BY id
