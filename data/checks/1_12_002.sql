-- id: 1_12_002
-- severity: error
-- name.zh: 证件号码位数异常
-- name.en: Certificate number of wrong length
-- message.zh: 人编号 {no} 的证件号码位数不是 18、20 或 22 位
-- message.en: the certificate number of member {no} has neither 18, 20 nor 22 places
-- remedy.zh: 核对证件，更正号码
-- remedy.en: correct the number from the certificate
-- source: 防返贫监测疑点数据规则 1_12_002

SELECT h.region_id, h.id AS household_id, 'person' AS row_table, p.id AS row_id, NULL AS since, NULL AS until, 'breach' AS verdict, p.person_no AS no
  FROM person p JOIN household h ON h.id = p.household_id
 WHERE p.id_state = 'length';
