-- id: rule-hits
-- title: 检查命中（按规则）
-- source: 检查规则、规则集、各台账
-- number: 命中
-- number: 涉及户
-- number: 涉及村
-- sum: yes
-- 与指标 Q04 同样计数：当日仍成立的命中；因日期只到月而无法判断的不计。
SELECT v.id AS _region, k.name AS 规则, k.rule AS 编号, CASE k.severity WHEN 'error' THEN '错误' WHEN 'warning' THEN '疑点' ELSE '提示' END AS 程度,
       count (*) AS 命中, count (DISTINCT k.household_id) AS 涉及户, total (DISTINCT v.level = 'village') AS 涉及村
  FROM check_hit k LEFT JOIN region x ON x.id = k.region_id
  LEFT JOIN region v ON v.id = CASE WHEN x.level IN ('grid', 'joint_unit') THEN x.parent_id ELSE x.id END
 WHERE k.severity <> 'unknown' AND coalesce (k.first_day, :as_of) <= :as_of AND coalesce (k.last_day, :as_of) >= :as_of
 GROUP BY k.rule, k.severity, v.id
 ORDER BY CASE k.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, sum (count (*)) OVER (PARTITION BY k.rule) DESC, k.rule, v.pre;
