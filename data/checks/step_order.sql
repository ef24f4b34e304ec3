-- id: step_order
-- severity: error
-- name.zh: 程序步骤先后颠倒
-- name.en: Steps in the wrong order
-- message.zh: “{later:step}”（{later_on}）早于“{earlier:step}”（{earlier_on}），应在其后
-- message.en: “{later:step}” ({later_on}) comes before “{earlier:step}” ({earlier_on}), and should follow it
-- remedy.zh: 核对原始材料，更正日期；程序确实颠倒的补正程序
-- remedy.en: correct the dates from the papers; if the order was wrong, make the procedure good
-- source: 规则集 [steps] 的先后次序；指标 I03

-- One row a pair that is wrong. The later step begins on the day the earlier one ends at the soonest. Two dates of one month,
-- known only to the month, are open: a ledger of months would have every pair, so a case shows its first open pair only.
WITH step AS (
  SELECT *, coalesce (finished_on, started_on) AS done_on, coalesce (started_on, finished_on) AS begun_on FROM case_step
   WHERE result IS NOT 'n_a'
), pairs AS (
  SELECT d.region_id, d.household_id, d.case_id, b.id AS row_id, d.identified, a.done_on, b.begun_on, o.first, o.second,
         CASE WHEN lb_day (b.begun_on) < lb_day_first (a.done_on) THEN 'breach' ELSE 'unknown' END AS verdict
    FROM step a CROSS JOIN rule_order o ON o.first = a.step_code
   CROSS JOIN step b ON b.case_id = a.case_id AND b.step_code = o.second
   CROSS JOIN case_dated d ON d.case_id = a.case_id AND d.identified BETWEEN o.from_day AND o.until_day
   WHERE lb_day_first (b.begun_on) < lb_day (a.done_on)
), numbered AS (
  SELECT *, row_number () OVER (PARTITION BY case_id, verdict ORDER BY row_id, first) AS place FROM pairs
)
SELECT region_id, household_id, 'case_step' AS row_table, row_id, identified AS since, NULL AS until, verdict,
       first AS earlier, done_on AS earlier_on, second AS later, begun_on AS later_on
  FROM numbered WHERE verdict = 'breach' OR place = 1;
