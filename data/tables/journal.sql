SELECT id AS 序号, at AS 时间, action AS 操作, object AS 对象, count AS 条数, purpose AS 用途, previous AS 前行校验, hash AS 校验
  FROM journal
 ORDER BY id
