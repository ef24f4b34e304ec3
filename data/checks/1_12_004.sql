-- id: 1_12_004
-- severity: error
-- name.zh: 残疾人证号不符合校验规则
-- name.en: Disability card breaks its rule
-- message.zh: 人编号 {no} 的残疾人证号类别、等级或补办标识不符合规则
-- message.en: kind, grade or copy mark on the disability card of member {no} cannot be right
-- remedy.zh: 核对残疾人证，更正号码
-- remedy.en: correct the number from the card
-- source: 防返贫监测疑点数据规则 1_12_004；GB/T 26341-2010 残疾类别七类、等级四级

SELECT h.region_id, h.id AS household_id, 'person' AS row_table, p.id AS row_id, NULL AS since, NULL AS until, 'breach' AS verdict, p.person_no AS no
  FROM person p JOIN household h ON h.id = p.household_id
 WHERE p.id_state = 'card_rule';
