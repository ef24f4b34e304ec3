-- id: cases-this-month
-- title: 本月监测对象增减
-- source: 监测对象台账
-- number: 新识别户
-- number: 新识别人
-- number: 消除户
-- number: 消除人
-- sum: yes
SELECT region_id AS _region, p.township AS 乡镇,
       total (identified > lb_month_end (:as_of, -1) AND identified <= :as_of) AS 新识别户,
       total ((identified > lb_month_end (:as_of, -1) AND identified <= :as_of) * persons) AS 新识别人,
       total (cleared > lb_month_end (:as_of, -1) AND cleared <= :as_of) AS 消除户,
       total ((cleared > lb_month_end (:as_of, -1) AND cleared <= :as_of) * persons) AS 消除人
  FROM case_dated JOIN place p USING (region_id) JOIN region r ON r.id = region_id GROUP BY region_id ORDER BY min (r.pre);
