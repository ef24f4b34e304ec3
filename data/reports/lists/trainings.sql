-- id: trainings
-- title: 培训与考试情况
-- source: 培训台账
-- public: rows
-- number: 场次
-- number: 参训人次
-- number: 参考人次
-- number: 合格人次
-- sum: yes
SELECT t.region_id AS _region,
       CASE t.kind WHEN 'pre_job' THEN '岗前培训' WHEN 'focus' THEN '重点培训' WHEN 'business' THEN '业务培训' WHEN 'mentoring' THEN '帮带培训'
                   WHEN 'county_monthly' THEN '县级月度培训' ELSE '乡镇月度培训' END AS 培训类别,
       count (*) AS 场次, sum (t.attended) AS 参训人次, sum (t.examined) AS 参考人次, sum (t.passed) AS 合格人次
  FROM training t WHERE lb_day (t.held_on) <= :as_of AND lb_day (t.held_on) > lb_month_end (:as_of, -12) GROUP BY t.region_id, 2 ORDER BY 2;
