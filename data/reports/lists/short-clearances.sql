-- id: short-clearances
-- title: 识别后不满规定时间即消除风险的监测对象清单
-- source: 监测对象台账
-- household: 户编号
-- mask: 户主
-- date: 识别日期
-- date: 消除日期
-- number: 历时天数
SELECT d.region_id AS _region, d.household_id AS _household, p.township AS 乡镇, p.village AS 村, h.household_no AS 户编号, h.head_name AS 户主,
       d.identified AS 识别日期, d.cleared AS 消除日期, d.cleared - d.identified AS 历时天数
  FROM case_dated d JOIN household h ON h.id = d.household_id JOIN place p ON p.region_id = d.region_id JOIN region r ON r.id = d.region_id
 WHERE d.cleared <= :as_of AND d.cleared < lb_limit_day (d.identified, 'limits.clear_min') AND d.clear_mode IS NOT 'natural' ORDER BY 历时天数, r.pre, h.household_no;
