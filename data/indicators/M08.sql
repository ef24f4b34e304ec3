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
-- source: 有劳动力的在册监测户中，至少落实一项开发式措施（产业、就业、金融、公益岗位）的 ÷ 有劳动力的在册监测户
-- note: 劳动力情况不明的户不计。

-- A household whose labour is not known is left out.
WITH able (case_id, region_id, persons, first, last, helped) AS (
  SELECT s.case_id, s.region_id, s.persons, s.first, s.last, coalesce (max (s.first, c.developmental_day), 2147483646)
    FROM case_span s JOIN household h ON h.id = s.household_id LEFT JOIN case_helped c ON c.case_id = s.case_id
   WHERE coalesce (h.labour_count > 0, h.whole_no_labour = 0)
)
SELECT region_id, first AS day, 0 AS numerator, 1 AS denominator, 0 AS persons, 'monitoring_case' AS row_table, case_id AS row_id
  FROM able
UNION ALL
SELECT region_id, last, 0, -1, 0, 'monitoring_case', case_id FROM able
UNION ALL
SELECT region_id, helped, 1, 0, persons, 'monitoring_case', case_id FROM able WHERE helped < last
UNION ALL
SELECT region_id, last, -1, 0, -persons, 'monitoring_case', case_id FROM able WHERE helped < last;
