-- id: answers
-- title: 核对与问答结果
-- source: 核对与问答
SELECT u.region_id AS _region, a.sample_unit_id AS _unit,
       CASE a.kind WHEN 'compare' THEN '账实核对' WHEN 'awareness' THEN '政策知晓' WHEN 'satisfaction' THEN '满意度' ELSE '其他' END AS 种类,
       a.item AS 项目, a.ledger_value AS 台账, a.value AS 现场, CASE a.good WHEN 1 THEN '是' WHEN 0 THEN '否' END AS 相符或认可
  FROM answer a JOIN sample_unit u ON u.id = a.sample_unit_id ORDER BY a.sample_unit_id, a.id;
