-- id: identification-spans
-- title: 认定用时分段
-- source: 监测对象台账
-- public: whole
-- number: 户数
-- sum: yes
SELECT h.region_id AS _region,
       CASE WHEN d <= 5 THEN '5天以内' WHEN d <= 10 THEN '6—10天' WHEN d <= 15 THEN '11—15天' WHEN d <= 30 THEN '16—30天' ELSE '30天以上' END AS 认定用时,
       count (*) AS 户数
  FROM (SELECT household_id, lb_day (identified_on) - lb_day (clue_date) AS d FROM monitoring_case
         WHERE length (clue_date) = 10 AND length (identified_on) = 10 AND lb_day (identified_on) BETWEEN lb_day (clue_date) AND :as_of)
  JOIN household h ON h.id = household_id
 GROUP BY h.region_id, 2 ORDER BY min (d);
