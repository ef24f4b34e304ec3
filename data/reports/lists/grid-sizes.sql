-- id: grid-sizes
-- title: 网格农户数
-- source: 农户台账
-- number: 农户数
SELECT g.id AS _region, p.township AS 乡镇, p.village AS 村, g.name AS 网格, sum (b.households) AS 农户数
  FROM region g JOIN region_grid x ON x.grid_id = g.id JOIN household_base b ON b.region_id = x.region_id JOIN place p ON p.region_id = g.id
 WHERE g.level = 'grid' GROUP BY g.id HAVING sum (b.households) > 0 ORDER BY 农户数 DESC, g.pre;
