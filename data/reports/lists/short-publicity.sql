-- id: short-publicity
-- title: 公示天数不足的监测对象清单
-- source: 监测对象台账（识别程序）
-- household: 户编号
-- mask: 户主
-- date: 公示起
-- date: 公示止
-- number: 公示天数
SELECT h.region_id AS _region, h.id AS _household, p.township AS 乡镇, p.village AS 村, h.household_no AS 户编号, h.head_name AS 户主,
       lb_day (t.started_on) AS 公示起, lb_day (t.finished_on) AS 公示止, lb_day (t.finished_on) - lb_day (t.started_on) AS 公示天数
  FROM case_step t JOIN monitoring_case c ON c.id = t.case_id JOIN household h ON h.id = c.household_id
  JOIN place p ON p.region_id = h.region_id JOIN region r ON r.id = h.region_id
 WHERE t.step_code = 'publicity' AND length (t.started_on) = 10 AND length (t.finished_on) = 10
   AND lb_day (t.finished_on) - lb_day (t.started_on) < lb_rule ('limits.publicity_min') AND lb_day (t.finished_on) <= :as_of
 ORDER BY r.pre, h.household_no;
