-- Schema 5: undo finds what a batch changed; rows that an import found as they stand keep their batch.

-- In the order of the ids, so that undo walks a batch's part of the history backwards and sorts nothing.
CREATE INDEX lookback_history_batch ON lookback_history (import_batch_id);
-- With the batch, so that "had this batch changed that row" is answered without the row's contents.
DROP INDEX lookback_history_row;
CREATE INDEX lookback_history_row ON lookback_history (table_name, row_id, import_batch_id);

-- A batch whose file tells of rows of an earlier batch what stands there writes nothing of them; that it builds on that
-- batch stands here: the earlier one cannot be taken back before it.
CREATE TABLE lookback_confirmed (
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  confirmed_id    INTEGER NOT NULL REFERENCES import_batch (id),
  PRIMARY KEY (import_batch_id, confirmed_id)
) STRICT, WITHOUT ROWID;
