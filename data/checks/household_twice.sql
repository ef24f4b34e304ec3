-- id: household_twice
-- severity: warning
-- name.zh: 疑似同一户登记两次
-- name.en: Household entered twice
-- message.zh: 户主姓名和电话与另一户相同（户编号后两位 {other}）
-- message.en: head and telephone are those of another household (ending in {other})
-- remedy.zh: 核实是否同一户，合并或更正
-- remedy.en: find out whether it is one household; join or correct
-- source: 台账去重

SELECT h.region_id, h.id AS household_id, 'household' AS row_table, h.id AS row_id, NULL AS since, NULL AS until, 'breach' AS verdict,
       substr (o.household_no, -2) AS other
  FROM (SELECT *, lag (id) OVER (PARTITION BY region_id, head_name, phone ORDER BY id) AS other_id FROM household
         WHERE phone IS NOT NULL AND head_name IS NOT NULL) h JOIN household o ON o.id = h.other_id;
