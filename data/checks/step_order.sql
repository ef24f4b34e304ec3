-- id: step_order
-- severity: error
-- name.zh: 程序步骤先后颠倒
-- name.en: Steps in the wrong order
-- message.zh: “{later:step}”（{later_on}）早于“{earlier:step}”（{earlier_on}），应在其后
-- message.en: “{later:step}” ({later_on}) comes before “{earlier:step}” ({earlier_on}), and should follow it
-- remedy.zh: 核对原始材料，更正日期；程序确实颠倒的补正程序
-- remedy.en: correct the dates from the papers; if the order was wrong, make the procedure good
-- source: 规则集 [steps] 的先后次序；指标 I03

-- One row a pair. The later step begins on the day the earlier one ends at the soonest; two dates of one month, known only to
-- the month, are open.
SELECT d.region_id, d.household_id, 'case_step' AS row_table, b.id AS row_id, d.identified AS since, NULL AS until,
       CASE WHEN lb_day (b.begun_on) < lb_day_first (a.done_on) THEN 'breach' ELSE 'unknown' END AS verdict,
       o.first AS earlier, a.done_on AS earlier_on, o.second AS later, b.begun_on AS later_on
  FROM case_dated d
  JOIN (SELECT *, coalesce (finished_on, started_on) AS done_on FROM case_step WHERE result IS NOT 'n_a') a ON a.case_id = d.case_id
  JOIN rule_order o ON o.first = a.step_code AND d.identified BETWEEN o.from_day AND o.until_day
  JOIN (SELECT *, coalesce (started_on, finished_on) AS begun_on FROM case_step WHERE result IS NOT 'n_a') b
    ON b.case_id = a.case_id AND b.step_code = o.second
 WHERE lb_day_first (b.begun_on) < lb_day (a.done_on);
