-- id: R04
-- name.zh: 复发率
-- name.en: Relapse rate
-- group.zh: 问题整改
-- group.en: Rectification
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: down
-- kind: stock
-- palette: OrRd
-- source.zh: 销号后再次出现的问题 ÷ 销号后复查过（或再次出现）的问题
-- source.en: findings that came back after close-out ÷ findings rechecked after close-out (or come back)
-- note.zh: 计在原问题的区划。
-- note.en: Counted in the region of the first finding.

-- A closed finding was looked at again when it was rechecked, or when it came back as another finding.
WITH again (finding_id, back) AS (
  SELECT s.finding_id, min (lb_day (n.first_seen_on))
    FROM finding n CROSS JOIN finding_state s ON s.finding_id = n.same_as_id
   WHERE lb_day (n.first_seen_on) >= s.closed GROUP BY s.finding_id
), closed (finding_id, region_id, closed, rechecked, back) AS (
  SELECT s.finding_id, s.region_id, s.closed, max (s.closed, lb_day (f.rechecked_on)), a.back
    FROM finding_state s JOIN finding f ON f.id = s.finding_id LEFT JOIN again a ON a.finding_id = s.finding_id
   WHERE s.closed < 2147483646
)
SELECT region_id, min (coalesce (rechecked, back), coalesce (back, rechecked)) AS day, 0 AS numerator, 1 AS denominator,
       'finding' AS row_table, finding_id AS row_id
  FROM closed WHERE coalesce (rechecked, back) IS NOT NULL
UNION ALL
SELECT region_id, back, 1, 0, 'finding', finding_id FROM closed WHERE back IS NOT NULL;
