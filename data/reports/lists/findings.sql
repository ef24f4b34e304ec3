-- id: findings
-- title: 问题台账
-- source: 问题台账
-- date: 发现日期
SELECT f.region_id AS _region, f.id AS _finding, f.finding_no AS 编号, p.township AS 乡镇, p.village AS 村, d.zh AS 类别, s.zh AS 程度, f.text AS 问题描述,
       lb_day (f.first_seen_on) AS 发现日期
  FROM finding f JOIN place p ON p.region_id = f.region_id JOIN word d ON d.kind = 'dimension' AND d.code = f.dimension
  JOIN word s ON s.kind = 'severity' AND s.code = f.severity
 WHERE lb_day (f.first_seen_on) <= :as_of ORDER BY f.first_seen_on, f.finding_no;
