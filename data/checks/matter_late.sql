-- id: matter_late
-- severity: warning
-- name.zh: 事项逾期未办结
-- name.en: Matter overdue
-- message.zh: 事项 {no} 应于 {due:day} 前办结，至今未办结
-- message.en: matter {no} was due {due:day} and is not completed
-- remedy.zh: 督促办结；已办结的补录
-- remedy.en: press for completion; if it is done, enter it
-- source: 台账应办结日期，没有的按规则集五类时限；指标 A02

SELECT region_id, household_id, 'matter' AS row_table, id AS row_id, due + 1 AS since, lb_day (completed_on) - 1 AS until,
       'breach' AS verdict, matter_no AS no, due
  FROM (SELECT *, coalesce (lb_day (due_on), lb_limit_day (lb_day (received_on), 'limits.matter_' || class)) AS due FROM matter)
 WHERE due IS NOT NULL;
