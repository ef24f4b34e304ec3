-- id: channels
-- title: 在册监测对象发现渠道
-- source: 监测对象台账
-- public: counts
-- number: 户
-- number: 人
-- group: 在册监测对象 = 户 人
-- sum: yes
SELECT s.region_id AS _region, coalesce (w.zh, '未填') AS 发现渠道, count (*) AS 户, sum (s.persons) AS 人
  FROM case_span s JOIN monitoring_case c ON c.id = s.case_id LEFT JOIN word w ON w.kind = 'channel' AND w.code = c.channel
 WHERE s.first <= :as_of AND s.last > :as_of GROUP BY s.region_id, 2
 ORDER BY CASE c.channel WHEN 'cadre' THEN 1 WHEN 'self' THEN 2 WHEN 'dept' THEN 3 WHEN 'petition' THEN 4 WHEN 'other' THEN 5 ELSE 6 END;
