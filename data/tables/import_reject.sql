-- A rejected row may hold names and telephones anywhere, so its contents leave only unmasked; nor does the sentence quote them.
SELECT import_batch_id AS 批次, src_row AS 行, column_name AS 列, CASE WHEN :unmasked THEN reason ELSE lb_mask_quoted (reason) END AS 原因,
       CASE WHEN :unmasked THEN value ELSE '***' END AS 单元格, CASE WHEN :unmasked THEN content ELSE '***' END AS 原行
  FROM import_reject
 ORDER BY id
