-- id: clearances
-- title: 风险消除台账
-- source: 监测对象台账、风险消除台账、佐证材料
-- household: 户编号
-- mask: 户主
-- date: 识别日期
-- date: 消除日期
-- number: 历时月数
-- number: 消除时人均收入（元）
-- number: 佐证材料（份）
SELECT d.region_id AS _region, d.household_id AS _household, p.township AS 乡镇, p.village AS 村, h.household_no AS 户编号, h.head_name AS 户主,
       d.identified AS 识别日期, d.cleared AS 消除日期, (d.cleared - d.identified) / 30 AS 历时月数,
       CASE d.clear_mode WHEN 'natural' THEN '自然减少' WHEN 'assisted' THEN '帮扶消除' END AS 消除方式,
       c.income_pc_fen / 100 AS "消除时人均收入（元）",
       (SELECT count (*) FROM evidence e WHERE e.case_id = d.case_id AND e.subject = 'clearance' AND e.missing_reason IS NULL) AS "佐证材料（份）"
  FROM case_dated d JOIN household h ON h.id = d.household_id JOIN place p ON p.region_id = d.region_id JOIN region r ON r.id = d.region_id
  LEFT JOIN risk_clearance c ON c.case_id = d.case_id
 WHERE d.cleared <= :as_of AND d.cleared > coalesce (:since, lb_month_end (:as_of, -12)) ORDER BY d.cleared, r.pre, h.household_no;
