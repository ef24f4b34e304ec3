-- id: clear_publicity_short
-- severity: error
-- name.zh: 消除公示时间不足
-- name.en: Publicity of the clearance too short
-- message.zh: 公示 {posted} 至 {removed}，少于规定的 {n} {unit:unit}
-- message.en: shown from {posted} to {removed}, less than the {n} {unit_en} wanted
-- remedy.zh: 核对公示日期；确实不足的重新公示
-- remedy.en: correct the dates; if it was too short, show it again
-- source: 规则集 limits.clear_publicity_min

SELECT d.region_id, d.household_id, 'risk_clearance' AS row_table, k.id AS row_id, d.cleared AS since, d.revoked - 1 AS until,
       CASE WHEN lb_day (k.publicity_to) < lb_limit_day (lb_day_first (k.publicity_from), 'limits.clear_publicity_min') THEN 'breach' ELSE 'unknown' END AS verdict,
       k.publicity_from AS posted, k.publicity_to AS removed, lb_rule ('limits.clear_publicity_min', d.identified) AS n,
       (SELECT substr (l.item, instr (l.item, ' ') + 1) FROM rule_list l
         WHERE l.key = 'limits.clear_publicity_min' AND d.identified BETWEEN l.from_day AND l.until_day) AS unit,
       CASE (SELECT substr (l.item, instr (l.item, ' ') + 1) FROM rule_list l
              WHERE l.key = 'limits.clear_publicity_min' AND d.identified BETWEEN l.from_day AND l.until_day)
         WHEN 'day_work' THEN 'working days' WHEN 'month' THEN 'months' ELSE 'days' END AS unit_en
  FROM case_dated d JOIN risk_clearance k ON k.case_id = d.case_id
 WHERE d.cleared IS NOT NULL
   AND lb_day_first (k.publicity_to) < lb_limit_day (lb_day (k.publicity_from), 'limits.clear_publicity_min');
