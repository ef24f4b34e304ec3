-- id: grid_staffing
-- severity: warning
-- name.zh: 网格配备不达标
-- name.en: Grid short of staff
-- message.zh: 缺{zh}
-- message.en: short of {en}
-- remedy.zh: 按配备标准补充人员
-- remedy.en: fill the posts
-- source: 规则集 [staffing]（1+1+3+N）；指标 G05

-- Who has no last day counts as being there. A grid shows once with all it lacks.
WITH wanted (role, zh, en, least) AS (
  SELECT column1, column2, column3, lb_rule ('staffing.' || column1 || '.min')
    FROM (VALUES ('leader', '网格长', 'leader'), ('full_time', '专职网格员', 'full-time workers'),
                 ('part_time', '兼职网格员', 'part-time workers'))
), there AS (
  SELECT region_id, role, count (*) AS n FROM staff WHERE ended_on IS NULL GROUP BY region_id, role
)
SELECT r.id AS region_id, NULL AS household_id, 'region' AS row_table, r.id AS row_id, NULL AS since, lb_day (r.valid_to) AS until,
       'breach' AS verdict, group_concat (w.zh || ' ' || (w.least - coalesce (t.n, 0)) || ' 人', '、') AS zh,
       group_concat ((w.least - coalesce (t.n, 0)) || ' ' || w.en, ', ') AS en
  FROM region r JOIN wanted w LEFT JOIN there t ON t.region_id = r.id AND t.role = w.role
 WHERE r.level = 'grid' AND coalesce (t.n, 0) < w.least
   AND EXISTS (SELECT 1 FROM staff s JOIN region g ON g.id = s.region_id WHERE g.level = 'grid')
 GROUP BY r.id;
