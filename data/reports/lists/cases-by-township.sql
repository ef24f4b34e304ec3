-- id: cases-by-township
-- title: 监测对象增减情况
-- source: 监测对象台账
-- public: counts
-- number: 新识别户
-- number: 新识别人
-- number: 消除户
-- number: 消除人
-- number: 回退户
-- number: 回退人
-- sum: yes
SELECT region_id AS _region, p.township AS 乡镇,
       sum (identified > :since AND identified <= :as_of) AS 新识别户, sum ((identified > :since AND identified <= :as_of) * persons) AS 新识别人,
       total (cleared > :since AND cleared <= :as_of) AS 消除户, total ((cleared > :since AND cleared <= :as_of) * persons) AS 消除人,
       total (revoked > :since AND revoked <= :as_of) AS 回退户, total ((revoked > :since AND revoked <= :as_of) * persons) AS 回退人
  FROM case_dated JOIN place p USING (region_id) JOIN region r ON r.id = region_id WHERE :since IS NOT NULL GROUP BY region_id ORDER BY min (r.pre);
