-- id: warnings
-- title: 部门预警及反馈
-- source: 部门预警台账、预警核查
-- household: 户编号
-- date: 推送日期
-- date: 应核查
-- date: 村级核查
-- date: 乡镇核查
SELECT e.region_id AS _region, e.household_id AS _household, e.warning_no AS 预警编号, p.township AS 乡镇, p.village AS 村, h.household_no AS 户编号,
       e.dept AS 部门, coalesce (w.zh, e.kind) AS 种类, lb_day (e.pushed_on) AS 推送日期, lb_day (e.due_on) AS 应核查,
       lb_day (a.checked_on) AS 村级核查, lb_day (b.checked_on) AS 乡镇核查,
       CASE coalesce (b.result, a.result) WHEN 'enter_case' THEN '纳入监测' WHEN 'already_case' THEN '已在监测' WHEN 'help_without_case' THEN '帮扶不纳入'
            WHEN 'no_risk' THEN '没有风险' WHEN 'not_found' THEN '查无此户' END AS 反馈
  FROM early_warning e JOIN place p ON p.region_id = e.region_id LEFT JOIN household h ON h.id = e.household_id
  LEFT JOIN warning_check a ON a.warning_id = e.id AND a.round = 1 AND lb_day (a.checked_on) <= :as_of
  LEFT JOIN warning_check b ON b.warning_id = e.id AND b.round = 2 AND lb_day (b.checked_on) <= :as_of
  LEFT JOIN word w ON w.kind = 'warning' AND w.code = e.kind
 WHERE lb_day (e.pushed_on) <= :as_of ORDER BY lb_day (e.pushed_on), e.warning_no;
