-- id: finding_late
-- severity: warning
-- name.zh: 问题逾期未销号
-- name.en: Finding not closed in time
-- message.zh: {track:track}整改应于 {due_on} 前销号，至今未销号
-- message.en: the {track:track} track was to be closed by {due_on} and is not
-- remedy.zh: 督促整改并销号
-- remedy.en: press for rectification and close it
-- source: 台账整改时限；指标 R05

SELECT f.region_id, f.household_id, 'finding' AS row_table, f.id AS row_id, lb_day (t.due_on) + 1 AS since, lb_day (t.closed_on) - 1 AS until,
       'breach' AS verdict, t.track, t.due_on
  FROM finding f JOIN rectification_track t ON t.finding_id = f.id WHERE t.due_on IS NOT NULL;
