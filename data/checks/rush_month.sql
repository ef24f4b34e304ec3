-- id: rush_month
-- severity: warning
-- name.zh: 疑似突击消除
-- name.en: Rush of clearances
-- message.zh: {month} 消除 {n} 户，是本年各月中位数的 {times} 倍
-- message.en: {n} clearances in {month}, {times} times the median month of the year
-- remedy.zh: 抽查该月消除的户，核实是否突击消除
-- remedy.en: look at the clearances of that month
-- source: 规则集 [rush]；指标 C04

-- Townships, months with clearances only: the median of the others is what a month usually brings.
WITH monthly AS (
  SELECT t.id AS region_id, lb_month_end (d.cleared) AS day, substr (c.cleared_on, 1, 7) AS month, count (*) AS n
    FROM case_dated d JOIN monitoring_case c ON c.id = d.case_id JOIN region r ON r.id = d.region_id
    JOIN region t ON t.level = 'township' AND r.pre BETWEEN t.pre AND t.last
   WHERE d.cleared IS NOT NULL AND d.clear_mode IS NOT 'natural'
   GROUP BY t.id, month
), ranked AS (
  SELECT *, row_number () OVER (PARTITION BY region_id, substr (month, 1, 4) ORDER BY n) AS place,
         count (*) OVER (PARTITION BY region_id, substr (month, 1, 4)) AS months
    FROM monthly
), usual AS (
  SELECT region_id, substr (month, 1, 4) AS year, avg (n) AS median FROM ranked
   WHERE place IN ((months + 1) / 2, (months + 2) / 2) AND months > 2 GROUP BY region_id, year
)
SELECT m.region_id, NULL AS household_id, 'region' AS row_table, m.region_id AS row_id, m.day AS since, NULL AS until,
       'breach' AS verdict, m.month, m.n, printf ('%.1f', m.n / u.median) AS times
  FROM monthly m JOIN usual u ON u.region_id = m.region_id AND u.year = substr (m.month, 1, 4)
 WHERE m.n >= lb_rule ('rush.min', m.day) AND m.n > lb_rule ('rush.factor', m.day) * u.median;
