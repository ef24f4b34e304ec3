-- id: no-labour-clearances
-- title: 整户无劳动力但标注消除风险的监测对象清单
-- source: 农户台账、监测对象台账
-- household: 户编号
-- mask: 户主
-- date: 消除日期
SELECT d.region_id AS _region, d.household_id AS _household, p.township AS 乡镇, p.village AS 村, h.household_no AS 户编号, h.head_name AS 户主,
       d.cleared AS 消除日期
  FROM case_dated d JOIN household h ON h.id = d.household_id JOIN place p ON p.region_id = d.region_id JOIN region r ON r.id = d.region_id
 WHERE d.cleared <= :as_of AND h.whole_no_labour = 1 AND d.clear_mode IS NOT 'natural' ORDER BY r.pre, h.household_no;
