-- id: batches
-- title: 数据来源
-- source: 导入批次
-- public: rows
-- number: 行数
-- number: 入库
-- number: 退回
SELECT b.id AS _batch, coalesce (w.zh, b.kind) AS 台账, b.file AS 文件, b.rows AS 行数, b.accepted AS 入库, b.rejected AS 退回,
       substr (b.sha256, 1, 16) AS 校验值前十六位
  FROM import_batch b LEFT JOIN word w ON w.kind = 'ledger' AND w.code = b.kind WHERE b.undone_at IS NULL ORDER BY b.id;
