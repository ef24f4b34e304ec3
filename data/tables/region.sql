SELECT r.code AS 区划代码, r.name AS 名称,
       CASE r.level WHEN 'county' THEN '县' WHEN 'township' THEN '乡镇' WHEN 'area' THEN '管区'
                    WHEN 'village' THEN '村' ELSE '网格' END AS 层级,
       p.code AS 上级代码, p.name AS 上级名称, r.area_m2 AS "面积（平方米）"
  FROM region r LEFT JOIN region p ON p.id = r.parent_id
 ORDER BY r.pre, r.id
