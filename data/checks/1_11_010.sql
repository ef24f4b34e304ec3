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
SELECT region_id, household_id, 'monitoring_case' AS row_table, case_id AS row_id, since, until, verdict, identified_on
  FROM (SELECT d.*, c.identified_on, min (coalesce (p.day, 2147483646), coalesce (d.cleared, 2147483646)) - 1 AS until,
               v.value AS verdict,
               CASE v.value WHEN 'breach' THEN lb_limit_day (d.identified, 'limits.measure_first')
                    ELSE lb_limit_day (lb_day_first (c.identified_on), 'limits.measure_first') END + 1 AS since
          FROM case_dated d JOIN monitoring_case c ON c.id = d.case_id LEFT JOIN case_helped p ON p.case_id = d.case_id
          JOIN (SELECT 'breach' AS value UNION ALL SELECT 'unknown') v
         WHERE (v.value = 'breach' OR length (c.identified_on) = 7))
 WHERE since <= until AND NOT (verdict = 'unknown' AND until > lb_limit_day (identified, 'limits.measure_first'));
