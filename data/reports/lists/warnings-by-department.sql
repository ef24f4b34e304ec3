-- id: warnings-by-department
-- title: 各部门推送预警及核查情况
-- source: 部门预警台账
-- public: counts
-- number: 推送
-- number: 已核查
-- number: 纳入监测
-- number: 逾期未核查
-- group: 预警信息（条） = 推送 已核查 纳入监测 逾期未核查
-- sum: yes
SELECT w.region_id AS _region, w.dept AS 部门, count (*) AS 推送, total (c.checked_on IS NOT NULL) AS 已核查,
       total (EXISTS (SELECT 1 FROM warning_check x WHERE x.warning_id = w.id AND x.result = 'enter_case')) AS 纳入监测,
       total (c.checked_on IS NULL AND lb_day (w.due_on) < :as_of) AS 逾期未核查
  FROM early_warning w LEFT JOIN warning_check c ON c.warning_id = w.id AND c.round = 1 AND lb_day (c.checked_on) <= :as_of
 WHERE lb_day (w.pushed_on) <= :as_of GROUP BY w.region_id, w.dept ORDER BY w.dept;
