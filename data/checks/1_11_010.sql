-- id: 1_11_010
-- severity: error
-- name.zh: 识别后超期未落实帮扶措施
-- name.en: No measure in time after identification
-- message.zh: {identified_on} 识别，超过规定时限仍没有已落实的帮扶措施
-- message.en: identified {identified_on}, and no measure was implemented within the limit
-- remedy.zh: 落实并录入帮扶措施
-- remedy.en: implement a measure and enter it
-- source: 防返贫监测疑点数据规则 1_11_010

-- Known only to the month, the case may be as old as its first day: until the limit from the last day has passed it is open.
WITH asked (region_id, household_id, case_id, identified, identified_first, until) AS (
  SELECT d.region_id, d.household_id, d.case_id, d.identified, d.identified_first,
         min (coalesce (p.day, 2147483646), coalesce (d.cleared, 2147483646)) - 1
    FROM case_dated d LEFT JOIN case_helped p ON p.case_id = d.case_id
)
SELECT region_id, household_id, 'monitoring_case' AS row_table, case_id AS row_id, since, until, verdict,
       (SELECT c.identified_on FROM monitoring_case c WHERE c.id = case_id) AS identified_on
  FROM (SELECT *, lb_limit_day (identified, 'limits.measure_first') + 1 AS since, 'breach' AS verdict FROM asked
        UNION ALL
        SELECT *, lb_limit_day (identified_first, 'limits.measure_first') + 1, 'unknown' FROM asked
         WHERE identified_first < identified AND until <= lb_limit_day (identified, 'limits.measure_first'))
 WHERE since <= until;
