-- id: publicity_short
-- severity: error
-- name.zh: 识别公示时间不足
-- name.en: Publicity too short
-- message.zh: 公示 {posted} 至 {removed}，少于规定的 {n} {unit:unit}
-- message.en: shown from {posted} to {removed}, less than the {n} {unit_en} wanted
-- remedy.zh: 核对公示日期；确实不足的重新公示
-- remedy.en: correct the dates; if it was too short, show it again
-- source: 规则集 limits.publicity_min

SELECT d.region_id, d.household_id, 'case_step' AS row_table, s.id AS row_id, d.identified AS since, NULL AS until,
       CASE WHEN lb_day (s.finished_on) < lb_limit_day (lb_day_first (s.started_on), 'limits.publicity_min') THEN 'breach' ELSE 'unknown' END AS verdict,
       s.started_on AS posted, s.finished_on AS removed, lb_rule ('limits.publicity_min', d.identified) AS n,
       (SELECT substr (l.item, instr (l.item, ' ') + 1) FROM rule_list l
         WHERE l.key = 'limits.publicity_min' AND d.identified BETWEEN l.from_day AND l.until_day) AS unit,
       CASE (SELECT substr (l.item, instr (l.item, ' ') + 1) FROM rule_list l
              WHERE l.key = 'limits.publicity_min' AND d.identified BETWEEN l.from_day AND l.until_day)
         WHEN 'day_work' THEN 'working days' WHEN 'month' THEN 'months' ELSE 'days' END AS unit_en
  FROM case_dated d JOIN case_step s ON s.case_id = d.case_id
 WHERE s.step_code = 'publicity'
   AND lb_day_first (s.finished_on) < lb_limit_day (lb_day (s.started_on), 'limits.publicity_min');
