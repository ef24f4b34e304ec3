-- id: identification-spans
-- title: 认定用时分段
-- source: 监测对象台账
-- public: whole
-- number: 户数
-- sum: yes
-- 各段的上限取自规则集 spans.identification。
WITH bound (high) AS (
  SELECT CAST (item AS INTEGER) FROM rule_list WHERE key = 'spans.identification' AND :as_of BETWEEN from_day AND until_day),
used (household_id, d) AS (
  SELECT household_id, lb_day (identified_on) - lb_day (clue_date) FROM monitoring_case
   WHERE length (clue_date) = 10 AND length (identified_on) = 10 AND lb_day (identified_on) BETWEEN lb_day (clue_date) AND :as_of),
placed (household_id, d, low, high) AS (
  SELECT household_id, d, (SELECT max (high) FROM bound WHERE high < d), (SELECT min (high) FROM bound WHERE high >= d) FROM used)
SELECT h.region_id AS _region,
       CASE WHEN high IS NULL THEN low || '天以上' WHEN low IS NULL THEN high || '天以内' ELSE (low + 1) || '—' || high || '天' END AS 认定用时,
       count (*) AS 户数
  FROM placed JOIN household h ON h.id = household_id
 WHERE low IS NOT NULL OR high IS NOT NULL GROUP BY h.region_id, 2 ORDER BY min (d);
