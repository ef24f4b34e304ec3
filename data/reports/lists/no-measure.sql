-- id: no-measure
-- title: 识别满规定时间仍无已落实措施的监测对象清单
-- source: 监测对象台账、帮扶措施台账
-- household: 户编号
-- mask: 户主
-- number: 人数
-- date: 识别日期
SELECT h.region_id AS _region, h.id AS _household, p.township AS 乡镇, p.village AS 村, h.household_no AS 户编号, h.head_name AS 户主,
       w.zh AS 对象类别, s.persons AS 人数, s.identified AS 识别日期
  FROM case_span s JOIN household h ON h.id = s.household_id JOIN place p ON p.region_id = h.region_id JOIN region r ON r.id = h.region_id
  LEFT JOIN word w ON w.kind = 'class' AND w.code = s.class
 WHERE s.first <= :as_of AND s.last > :as_of AND lb_limit_day (s.identified, 'limits.measure_first') <= :as_of
   AND NOT EXISTS (SELECT 1 FROM measure m WHERE m.case_id = s.case_id AND m.status = 'implemented' AND lb_day (m.status_on) <= :as_of)
 ORDER BY r.pre, h.household_no;
