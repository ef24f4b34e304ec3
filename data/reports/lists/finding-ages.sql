-- id: finding-ages
-- title: 未销号问题账龄
-- source: 问题台账、整改台账
-- public: whole
-- number: 未销号
-- number: 其中超期
-- sum: yes
-- 各段的上限取自规则集 spans.finding_age。
WITH bound (high) AS (
  SELECT CAST (item AS INTEGER) FROM rule_list WHERE key = 'spans.finding_age' AND :as_of BETWEEN from_day AND until_day),
waiting (region_id, age, due) AS (
  SELECT region_id, :as_of - seen, due FROM finding_state WHERE seen <= :as_of AND closed > :as_of),
placed (region_id, age, due, low, high) AS (
  SELECT region_id, age, due, (SELECT max (high) FROM bound WHERE high < age), (SELECT min (high) FROM bound WHERE high >= age) FROM waiting)
SELECT region_id AS _region,
       CASE WHEN high IS NULL THEN low || '天以上' WHEN low IS NULL THEN high || '天以内' ELSE (low + 1) || '—' || high || '天' END AS 账龄,
       count (*) AS 未销号, total (due < :as_of) AS 其中超期
  FROM placed WHERE low IS NOT NULL OR high IS NOT NULL GROUP BY region_id, 2 ORDER BY min (age);
