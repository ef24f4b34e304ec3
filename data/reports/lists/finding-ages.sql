-- id: finding-ages
-- title: 未销号问题账龄
-- source: 问题台账、整改台账
-- public: whole
-- number: 未销号
-- number: 其中超期
-- sum: yes
SELECT region_id AS _region, CASE WHEN age <= 30 THEN '1月内' WHEN age <= 90 THEN '1—3月' WHEN age <= 180 THEN '3—6月' ELSE '半年以上' END AS 账龄,
       count (*) AS 未销号, total (due < :as_of) AS 其中超期
  FROM (SELECT region_id, :as_of - seen AS age, due FROM finding_state WHERE seen <= :as_of AND closed > :as_of)
 GROUP BY region_id, 2 ORDER BY min (age);
