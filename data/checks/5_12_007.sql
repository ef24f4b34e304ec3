-- id: 5_12_007
-- severity: warning
-- name.zh: 有劳动力户超期无开发式帮扶
-- name.en: No developmental help in time
-- message.zh: {identified_on} 识别、家中有劳动力，超过规定时限仍没有已落实的开发式帮扶措施
-- message.en: identified {identified_on} with labour, and no developmental measure was implemented within the limit
-- remedy.zh: 安排产业、就业、金融或公益岗位帮扶；确不适宜的说明原因
-- remedy.en: arrange industry, employment, finance or a public post; or say why not
-- source: 防返贫监测疑点数据规则 5_12_007

-- Known only to the month, the case may be as old as its first day: until the limit from the last day has passed it is open.
WITH asked (region_id, household_id, case_id, identified, identified_first, until) AS (
  SELECT d.region_id, d.household_id, d.case_id, d.identified, d.identified_first,
         min (coalesce (p.developmental_day, 2147483646), coalesce (d.cleared, 2147483646)) - 1
    FROM case_dated d LEFT JOIN case_helped p ON p.case_id = d.case_id
    JOIN household h ON h.id = d.household_id AND h.labour_count > 0 AND coalesce (h.whole_no_labour, 0) = 0
)
SELECT region_id, household_id, 'monitoring_case' AS row_table, case_id AS row_id, since, until, verdict,
       (SELECT c.identified_on FROM monitoring_case c WHERE c.id = case_id) AS identified_on
  FROM (SELECT *, lb_limit_day (identified, 'limits.developmental_first') + 1 AS since, 'breach' AS verdict FROM asked
        UNION ALL
        SELECT *, lb_limit_day (identified_first, 'limits.developmental_first') + 1, 'unknown' FROM asked
         WHERE identified_first < identified AND until <= lb_limit_day (identified, 'limits.developmental_first'))
 WHERE since <= until;
