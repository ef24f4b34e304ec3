-- id: rush_day
-- severity: warning
-- name.zh: 同日批量消除
-- name.en: Many clearances on one day
-- message.zh: {cleared_on} 一天消除 {n} 户
-- message.en: {n} clearances on one day, {cleared_on}
-- remedy.zh: 核实是否逐户核查、评议
-- remedy.en: check whether each household was looked at
-- source: 规则集 rush.same_day_min

SELECT t.id AS region_id, NULL AS household_id, 'region' AS row_table, t.id AS row_id, d.cleared AS since, NULL AS until,
       'breach' AS verdict, c.cleared_on, count (*) AS n
  FROM case_dated d JOIN monitoring_case c ON c.id = d.case_id JOIN region r ON r.id = d.region_id
  JOIN region t ON t.level = 'township' AND r.pre BETWEEN t.pre AND t.last
 WHERE length (c.cleared_on) = 10 AND d.clear_mode IS NOT 'natural'
 GROUP BY t.id, d.cleared HAVING count (*) >= lb_rule ('rush.same_day_min', d.cleared);
