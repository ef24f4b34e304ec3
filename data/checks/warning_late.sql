-- id: warning_late
-- severity: warning
-- name.zh: 预警逾期未核查
-- name.en: Warning not checked in time
-- message.zh: {pushed_on} 推送的预警 {no} 应于 {due:day} 前核查，至今未核查
-- message.en: warning {no} of {pushed_on} was to be checked by {due:day} and is not
-- remedy.zh: 安排村级核查并录入结果
-- remedy.en: have the village check it and enter the result
-- source: 规则集 limits.warning_check；指标 W02

SELECT region_id, household_id, 'early_warning' AS row_table, id AS row_id, due + 1 AS since, checked - 1 AS until,
       'breach' AS verdict, warning_no AS no, pushed_on, due
  FROM (SELECT w.*, coalesce (lb_day (w.due_on), lb_limit_day (lb_day (w.pushed_on), 'limits.warning_check')) AS due,
               (SELECT min (lb_day (c.checked_on)) FROM warning_check c WHERE c.warning_id = w.id) AS checked
          FROM early_warning w)
 WHERE due IS NOT NULL;
