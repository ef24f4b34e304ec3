-- id: identification-days
-- title: 从发现线索到认定用时（天）
-- source: 监测对象台账
-- household: 户编号
-- mask: 户主
-- date: 线索日期
-- date: 认定日期
-- number: 用时
SELECT h.region_id AS _region, h.id AS _household, p.township AS 乡镇, p.village AS 村, h.household_no AS 户编号, h.head_name AS 户主,
       lb_day (c.clue_date) AS 线索日期, lb_day (c.identified_on) AS 认定日期, lb_day (c.identified_on) - lb_day (c.clue_date) AS 用时
  FROM monitoring_case c JOIN household h ON h.id = c.household_id JOIN place p ON p.region_id = h.region_id JOIN region r ON r.id = h.region_id
 WHERE length (c.clue_date) = 10 AND length (c.identified_on) = 10 AND lb_day (c.identified_on) BETWEEN lb_day (c.clue_date) AND :as_of
 ORDER BY 用时 DESC, r.pre, h.household_no;
