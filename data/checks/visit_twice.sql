-- id: visit_twice
-- severity: note
-- name.zh: 走访记录重复
-- name.en: Visit entered twice
-- message.zh: {visited_on} 的走访重复登记
-- message.en: the visit of {visited_on} is entered twice
-- remedy.zh: 删除重复记录
-- remedy.en: delete one of the two
-- source: 台账去重

SELECT h.region_id, h.id AS household_id, 'visit' AS row_table, v.id AS row_id, lb_day (v.visited_on) AS since, NULL AS until,
       'breach' AS verdict, v.visited_on
  FROM (SELECT *, row_number () OVER (PARTITION BY household_id, visited_on, mode, visitor, purpose, actions ORDER BY id) AS place
          FROM visit) v JOIN household h ON h.id = v.household_id
 WHERE v.place > 1 AND length (v.visited_on) = 10;
