-- id: person_twice
-- severity: error
-- name.zh: 同一证件号码登记在多处
-- name.en: One certificate number in two places
-- message.zh: 人编号 {no} 的证件号码在另一处也有登记（户编号后两位 {other}）
-- message.en: the certificate number of member {no} is registered elsewhere too (household ending in {other})
-- remedy.zh: 核实户籍，删除重复登记
-- remedy.en: delete one of the two
-- source: 证件号码唯一

SELECT h.region_id, h.id AS household_id, 'person' AS row_table, p.id AS row_id, NULL AS since, NULL AS until, 'breach' AS verdict,
       p.person_no AS no, substr (o.household_no, -2) AS other
  FROM person p JOIN person q ON q.id_hash = p.id_hash AND q.id < p.id
  JOIN household h ON h.id = p.household_id JOIN household o ON o.id = q.household_id
 WHERE p.id_hash IS NOT NULL GROUP BY p.id;
