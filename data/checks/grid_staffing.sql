-- id: grid_staffing
-- severity: warning
-- name.zh: 网格配备不达标
-- name.en: Grid short of staff
-- message.zh: 在岗{role:role} {n} 人，应不少于 {least} 人
-- message.en: {n} {role:role} in the grid; there should be {least} at least
-- remedy.zh: 按配备标准补充人员
-- remedy.en: fill the posts
-- source: 规则集 [staffing]（1+1+3+N）；指标 G05

-- Who has no last day counts as being there.
SELECT r.id AS region_id, NULL AS household_id, 'region' AS row_table, r.id AS row_id, NULL AS since, lb_day (r.valid_to) AS until,
       'breach' AS verdict, o.role, o.least,
       (SELECT count (*) FROM staff s WHERE s.region_id = r.id AND s.role = o.role AND s.ended_on IS NULL) AS n
  FROM region r JOIN (SELECT column1 AS role, lb_rule ('staffing.' || column1 || '.min') AS least
                        FROM (VALUES ('leader'), ('full_time'), ('part_time'))) o
 WHERE r.level = 'grid' AND o.least IS NOT NULL
   AND EXISTS (SELECT 1 FROM staff s JOIN region g ON g.id = s.region_id WHERE g.level = 'grid')
   AND (SELECT count (*) FROM staff s WHERE s.region_id = r.id AND s.role = o.role AND s.ended_on IS NULL) < o.least;
