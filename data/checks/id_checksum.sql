-- id: id_checksum
-- severity: error
-- name.zh: 身份证号码校验不通过
-- name.en: Identity number fails its check digit
-- message.zh: 人编号 {no} 的证件号码校验位不符
-- message.en: the certificate number of member {no} does not fit its check digit
-- remedy.zh: 核对证件，更正号码
-- remedy.en: correct the number from the certificate
-- source: GB 11643-1999 公民身份号码

SELECT h.region_id, h.id AS household_id, 'person' AS row_table, p.id AS row_id, NULL AS since, NULL AS until, 'breach' AS verdict, p.person_no AS no
  FROM person p JOIN household h ON h.id = p.household_id
 WHERE p.id_state = 'checksum';
