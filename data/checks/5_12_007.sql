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
SELECT region_id, household_id, 'monitoring_case' AS row_table, case_id AS row_id, since, until, verdict, identified_on
  FROM (SELECT d.*, c.identified_on, min (coalesce (p.developmental_day, 2147483646), coalesce (d.cleared, 2147483646)) - 1 AS until,
               v.value AS verdict,
               CASE v.value WHEN 'breach' THEN lb_limit_day (d.identified, 'limits.developmental_first')
                    ELSE lb_limit_day (lb_day_first (c.identified_on), 'limits.developmental_first') END + 1 AS since
          FROM case_dated d JOIN monitoring_case c ON c.id = d.case_id JOIN household h ON h.id = d.household_id
          LEFT JOIN case_helped p ON p.case_id = d.case_id
          JOIN (SELECT 'breach' AS value UNION ALL SELECT 'unknown') v
         WHERE (v.value = 'breach' OR length (c.identified_on) = 7)
           AND h.labour_count > 0 AND coalesce (h.whole_no_labour, 0) = 0)
 WHERE since <= until AND NOT (verdict = 'unknown' AND until > lb_limit_day (identified, 'limits.developmental_first'));
