-- id: M08
-- name.zh: 有劳力户开发式覆盖
-- name.en: Developmental coverage
-- group.zh: 帮扶措施
-- group.en: Measures
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- palette: YlGnBu
-- source.zh: 有劳动力的在册监测户中，至少落实一项开发式措施（产业、就业、金融、公益岗位）的 ÷ 有劳动力的在册监测户
-- source.en: active monitored households with labour that have at least one developmental measure implemented (industry, employment, finance, public posts) ÷ active monitored households with labour
-- note.zh: 劳动力情况不明的户不计。
-- note.en: Households whose labour is not known are left out.

-- A household whose labour is not known is left out.
SELECT region_id, first, last, 0 AS numerator, 1 AS denominator, 0 AS persons, 'monitoring_case' AS row_table, case_id AS row_id
  FROM case_span WHERE able
UNION ALL
SELECT s.region_id, max (s.first, c.developmental_day), s.last, 1, 0, s.persons, 'monitoring_case', s.case_id
  FROM case_helped c CROSS JOIN case_span s ON s.case_id = c.case_id
 WHERE c.developmental_day IS NOT NULL AND s.able;
