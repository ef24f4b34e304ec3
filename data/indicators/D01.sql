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
-- base: plain
-- palette: OrRd
-- source.zh: 在册监测户数 ÷ 区划椭球面积；已识别未消除（或消除后回退）的为在册
-- source.en: active monitored households ÷ ellipsoidal area of the region; active means identified and not cleared, or cleared and revoked
-- note.zh: 情况指标，不计名次。只精确到月的日期按当月最后一日计。
-- note.en: Describes the situation; not ranked. A date known to the month counts as the last day of that month.

WITH RECURSIVE inside (region_id, area_m2, above) AS (
  -- The area of a region lies inside that of the nearest region above it that has a polygon of its own.
  SELECT id, area_m2, parent_id FROM region WHERE area_m2 IS NOT NULL
  UNION ALL
  SELECT i.region_id, i.area_m2, r.parent_id FROM inside i JOIN region r ON r.id = i.above
   WHERE r.area_m2 IS NULL
)
SELECT region_id, first, last, 1 AS numerator, 0 AS denominator, persons, 'monitoring_case' AS row_table, case_id AS row_id
  FROM case_span
UNION ALL
-- Each region adds what its own area exceeds the areas inside it: summed up the tree every level gets
-- exactly its own area, whether or not its children cover it. km².
SELECT id, NULL, NULL, 0, area_m2 / 1e6, 0, 'region', id FROM region WHERE area_m2 IS NOT NULL
UNION ALL
SELECT r.id, NULL, NULL, 0, -i.area_m2 / 1e6, 0, 'region', r.id FROM inside i JOIN region r ON r.id = i.above
 WHERE r.area_m2 IS NOT NULL;
