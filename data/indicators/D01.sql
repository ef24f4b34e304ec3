-- id: D01
-- name.zh: 监测对象密度
-- name.en: Case density by area
-- group.zh: 密度与构成
-- group.en: Density and structure
-- unit.zh: 户/km²
-- unit.en: households/km²
-- decimals: 2
-- better: none
-- kind: stock
-- palette: OrRd
-- source: 在册监测户数 ÷ 区划椭球面积；已识别未消除（或消除后回退）的为在册
-- note: 情况指标，不计名次。只精确到月的日期按当月最后一日计。

-- A case counts from its identification until it is cleared, and again when the clearance is revoked.
SELECT h.region_id, lb_day (c.identified_on) AS day, 1 AS numerator, 0 AS denominator, c.persons AS persons
  FROM monitoring_case c JOIN household h ON h.id = c.household_id
UNION ALL
SELECT h.region_id, lb_day (c.cleared_on), -1, 0, -c.persons
  FROM monitoring_case c JOIN household h ON h.id = c.household_id
 WHERE c.cleared_on IS NOT NULL
UNION ALL
SELECT h.region_id, lb_day (c.revoked_on), 1, 0, c.persons
  FROM monitoring_case c JOIN household h ON h.id = c.household_id
 WHERE c.revoked_on IS NOT NULL
UNION ALL
-- Each region adds what its own area exceeds the sum of its children's: summed up the tree every level gets
-- exactly its own area, whether or not its children cover it. km².
SELECT r.id, NULL, 0,
       (r.area_m2 - coalesce ((SELECT sum (k.area_m2) FROM region k WHERE k.parent_id = r.id), 0)) / 1e6, 0
  FROM region r
 WHERE r.area_m2 IS NOT NULL;
