-- id: cases
-- title: 摸排清单（监测对象台账）
-- source: 监测对象台账
-- household: 户编号
-- mask: 户主
-- number: 人数
-- date: 线索日期
-- date: 识别日期
-- date: 消除日期
SELECT d.region_id AS _region, d.household_id AS _household, p.township AS 乡镇, p.village AS 村, h.household_no AS 户编号, h.head_name AS 户主,
       w.zh AS 对象类别, d.persons AS 人数, coalesce (v.zh, '未填') AS 发现渠道, lb_day (c.clue_date) AS 线索日期, d.identified AS 识别日期,
       CASE WHEN d.cleared <= :as_of THEN d.cleared END AS 消除日期
  FROM case_dated d JOIN monitoring_case c ON c.id = d.case_id JOIN household h ON h.id = d.household_id JOIN place p ON p.region_id = d.region_id
  JOIN region r ON r.id = d.region_id LEFT JOIN word w ON w.kind = 'class' AND w.code = d.class
  LEFT JOIN word v ON v.kind = 'channel' AND v.code = c.channel
 WHERE d.identified <= :as_of ORDER BY r.pre, h.household_no, d.identified;
