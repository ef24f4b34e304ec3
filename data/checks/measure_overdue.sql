-- id: measure_overdue
-- severity: warning
-- name.zh: 帮扶措施逾期未落实
-- name.en: Measure overdue
-- message.zh: “{category:category}”应于 {due} 前落实，至今未落实
-- message.en: “{category:category}” was due {due} and is not implemented
-- remedy.zh: 督促责任单位落实；已落实的补录
-- remedy.en: press the unit in charge; if it is done, enter it
-- source: 台账应完成时间；指标 M05

SELECT region_id, s.household_id, 'measure' AS row_table, measure_id AS row_id, max (first, due + 1) AS since,
       min (last, implemented) - 1 AS until, 'breach' AS verdict, category, m.due_on AS due
  FROM measure_span JOIN (SELECT id, due_on FROM measure) m ON m.id = measure_id
  JOIN (SELECT case_id AS span_case, household_id FROM case_dated) s ON s.span_case = measure_span.case_id
 WHERE due IS NOT NULL;
