-- id: household_size
-- severity: warning
-- name.zh: 家庭人口数与成员数不符
-- name.en: Size and members differ
-- message.zh: 家庭人口数为 {size}，但登记了 {n} 名成员
-- message.en: the size is {size}, but {n} members are entered
-- remedy.zh: 核实家庭成员，更正其一
-- remedy.en: correct one of the two
-- source: 台账逻辑

SELECT h.region_id, h.id AS household_id, 'household' AS row_table, h.id AS row_id, NULL AS since, NULL AS until, 'breach' AS verdict,
       h.size, p.n
  FROM household h JOIN (SELECT household_id, count (*) AS n FROM person GROUP BY household_id) p ON p.household_id = h.id
 WHERE p.n <> h.size;
