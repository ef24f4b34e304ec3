-- id: M10
-- name.zh: 帮扶责任人落实率
-- name.en: Helper coverage
-- group.zh: 帮扶措施
-- group.en: Measures
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- palette: YlGnBu
-- source.zh: 有在任帮扶责任人的在册监测户 ÷ 在册监测户
-- source.en: active monitored households with a responsible helper in office ÷ active monitored households
-- note.zh: 责任人取人员包联台账中帮扶到户的一项，任期与包联期均未届满的为在任。
-- note.en: Helpers are those whom the ledger of assignments gives a household to help; in office while neither appointment nor assignment has ended.

SELECT region_id, first, last, 0 AS numerator, 1 AS denominator, 0 AS persons, 'monitoring_case' AS row_table, case_id AS row_id
  FROM case_span
UNION ALL
SELECT s.region_id, max (s.first, coalesce (a.first, s.first)), min (s.last, a.last), 1, 0, s.persons, 'monitoring_case', s.case_id
  FROM case_span s JOIN assigned a ON a.who = 'household' AND a.duty = 'help' AND a.id = s.household_id;
