-- id: sample-strata
-- title: 抽样执行情况
-- source: 抽样框、抽样单元
-- public: counts
-- number: 抽取
-- number: 已走访
-- number: 替换
-- sum: yes
SELECT u.region_id AS _region, c.name AS 督导活动, coalesce (u.stratum, '未分层') AS 层, count (*) AS 抽取, total (lb_day (u.visited_on) <= :as_of) AS 已走访,
       total (u.substitute_for IS NOT NULL) AS 替换
  FROM sample_unit u JOIN campaign c ON c.id = u.campaign_id GROUP BY u.region_id, c.id, u.stratum ORDER BY c.id, u.stratum;
