-- id: identify_late
-- severity: error
-- name.zh: 认定超期
-- name.en: Identified too late
-- message.zh: {clue_date} 发现线索，{done_on} 才完成认定，超过规定时限
-- message.en: the clue came {clue_date}, and identification was complete only {done_on}, after the limit
-- remedy.zh: 核对日期；确属超期的说明原因
-- remedy.en: correct the dates; if it was late, say why
-- source: 秦安、林州：发现线索到完成认定一般不超过 15 天；指标 I01

-- The last step or the identification itself, whichever is later. Two dates of one month, known only to the month, raise no
-- question.
SELECT region_id, household_id, 'monitoring_case' AS row_table, case_id AS row_id, identified AS since, NULL AS until,
       CASE WHEN lb_day_first (done_on) > lb_limit_day (lb_day (clue_date), 'limits.identify') THEN 'breach' ELSE 'unknown' END AS verdict,
       clue_date, done_on
  FROM (SELECT d.*, c.clue_date,
               max (c.identified_on, coalesce ((SELECT max (coalesce (s.finished_on, s.started_on)) FROM case_step s
                                                 WHERE s.case_id = c.id), c.identified_on)) AS done_on
          FROM case_dated d JOIN monitoring_case c ON c.id = d.case_id WHERE c.clue_date IS NOT NULL)
 WHERE lb_day (done_on) > lb_limit_day (lb_day_first (clue_date), 'limits.identify')
   AND substr (done_on, 1, 7) > substr (clue_date, 1, 7) OR lb_day_first (done_on) > lb_limit_day (lb_day (clue_date), 'limits.identify');
