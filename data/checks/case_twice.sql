-- id: case_twice
-- severity: error
-- name.zh: 同一户同时有两条在册监测记录
-- name.en: Two active cases at once
-- message.zh: {a} 与 {b} 识别的两条监测记录同时在册，消除与在册矛盾
-- message.en: the cases identified {a} and {b} are active at the same time
-- remedy.zh: 合并记录或更正消除时间
-- remedy.en: join the cases or correct the clearance
-- source: 一户同一时间只应有一条在册监测记录

SELECT b.region_id, b.household_id, 'monitoring_case' AS row_table, b.case_id AS row_id, max (a.first, b.first) AS since,
       min (a.last, b.last) - 1 AS until, 'breach' AS verdict, ca.identified_on AS a, cb.identified_on AS b
  FROM case_span a JOIN case_span b ON b.household_id = a.household_id AND b.case_id > a.case_id
  JOIN monitoring_case ca ON ca.id = a.case_id JOIN monitoring_case cb ON cb.id = b.case_id
 WHERE max (a.first, b.first) < min (a.last, b.last);
