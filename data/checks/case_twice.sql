-- id: case_twice
-- severity: error
-- name.zh: 同一户同时有两条在册监测记录
-- name.en: Two active cases at once
-- message.zh: {a} 与 {b} 识别的两条监测记录同时在册，消除与在册矛盾
-- message.en: the cases identified {a} and {b} are active at the same time
-- remedy.zh: 合并记录或更正消除时间
-- remedy.en: join the cases or correct the clearance
-- source: 一户同一时间只应有一条在册监测记录

-- Each pair once, by the days: b begins while a lasts. The case that was entered later is the one to be mended.
SELECT a.region_id, a.household_id, 'monitoring_case' AS row_table, max (a.case_id, b.case_id) AS row_id, b.first AS since,
       min (a.last, b.last) - 1 AS until, 'breach' AS verdict,
       (SELECT c.identified_on FROM monitoring_case c WHERE c.id = min (a.case_id, b.case_id)) AS a,
       (SELECT c.identified_on FROM monitoring_case c WHERE c.id = max (a.case_id, b.case_id)) AS b
  FROM case_span a JOIN case_span b ON b.household_id = a.household_id AND b.first >= a.first AND b.first < a.last
 WHERE a.case_id <> b.case_id AND (b.first > a.first OR b.case_id > a.case_id);
