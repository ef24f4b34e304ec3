-- id: overdue-measures
-- title: 超期未落实帮扶措施清单
-- source: 帮扶措施台账
-- household: 户编号
-- date: 应完成
-- number: 超期天数
SELECT h.region_id AS _region, h.id AS _household, p.township AS 乡镇, p.village AS 村, h.household_no AS 户编号,
       coalesce (w.zh, s.category) AS 措施类别, m.responsible AS 责任单位, s.due AS 应完成, :as_of - s.due AS 超期天数
  FROM measure_span s JOIN measure m ON m.id = s.measure_id JOIN monitoring_case c ON c.id = s.case_id
  JOIN household h ON h.id = c.household_id JOIN place p ON p.region_id = h.region_id JOIN region r ON r.id = h.region_id
  LEFT JOIN word w ON w.kind = 'category' AND w.code = s.category
 WHERE s.first <= :as_of AND s.last > :as_of AND s.implemented > :as_of AND s.due < :as_of
 ORDER BY :as_of - s.due DESC, r.pre, h.household_no, s.measure_id;
