-- id: warning-funnel
-- title: 部门预警核查过程
-- source: 部门预警台账
-- public: cells
-- number: 条数
-- sum: yes
WITH state (region_id, pushed, one, two, entered) AS (
  SELECT w.region_id, 1, EXISTS (SELECT 1 FROM warning_check c WHERE c.warning_id = w.id AND c.round = 1 AND lb_day (c.checked_on) <= :as_of),
         EXISTS (SELECT 1 FROM warning_check c WHERE c.warning_id = w.id AND c.round = 2 AND lb_day (c.checked_on) <= :as_of),
         EXISTS (SELECT 1 FROM warning_check c WHERE c.warning_id = w.id AND c.result = 'enter_case' AND lb_day (c.checked_on) <= :as_of)
    FROM early_warning w WHERE lb_day (w.pushed_on) <= :as_of)
SELECT region_id AS _region, step AS 环节, n AS 条数 FROM (
  SELECT region_id, 1 AS ord, '部门推送' AS step, sum (pushed) AS n FROM state GROUP BY region_id UNION ALL
  SELECT region_id, 2, '村级核查', sum (one) FROM state GROUP BY region_id UNION ALL
  SELECT region_id, 3, '乡镇复核', sum (two) FROM state GROUP BY region_id UNION ALL
  SELECT region_id, 4, '纳入监测', sum (entered) FROM state GROUP BY region_id) ORDER BY ord, region_id;
