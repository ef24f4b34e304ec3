-- id: I06
-- name.zh: 疑似漏纳户数
-- name.en: Suspected misses
-- group.zh: 识别纳入
-- group.en: Identification
-- unit.zh: 户
-- unit.en: households
-- value: count
-- decimals: 0
-- better: down
-- kind: stock
-- palette: OrRd
-- source.zh: 经核实有风险（预警核查应纳入、督导发现漏纳）或年收入低于监测线，而没有在册监测的农户
-- source.en: farm households found at risk (a warning check says take up, an inspection finds them missed) or with a yearly income below the monitoring line, and not actively monitored
-- note.zh: 线索比纳入晚的不计；纳入之日退出。收入按当年监测线判断，至下一个有收入的年份为止。
-- note.en: Clues later than the entry do not count; a household leaves on the day of entry. Income is judged by the line of its year, until the next year for which there is one.

-- A signal: a check said "take up as a case", a finding said the household was missed, or a year's income lies below the
-- line. It stands from its day, unless a case is active then, until the next case begins; income only until the next year
-- for which there is one.
WITH signal (household_id, day, until) AS (
  SELECT w.household_id, lb_day (k.checked_on), 2147483646
    FROM warning_check k JOIN early_warning w ON w.id = k.warning_id
   WHERE k.result = 'enter_case' AND w.household_id IS NOT NULL
  UNION ALL
  SELECT household_id, lb_day (first_seen_on), 2147483646 FROM finding
   WHERE household_id IS NOT NULL AND category IN ('应纳未纳', '漏纳')
  UNION ALL
  SELECT household_id, day, until
    FROM (SELECT household_id, income_pc_fen, lb_day (year || '-12') AS day,
                 coalesce (lb_day (lead (year) OVER (PARTITION BY household_id ORDER BY year) || '-12'), 2147483646) AS until
            FROM household_income)
   WHERE income_pc_fen < lb_line (day)
), missed (household_id, first, last) AS (
  SELECT household_id, day, min (until, coalesce ((SELECT min (s.first) FROM case_span s
                                                    WHERE s.household_id = g.household_id AND s.first > g.day), 2147483646))
    FROM signal g
   WHERE NOT EXISTS (SELECT 1 FROM case_span s WHERE s.household_id = g.household_id AND s.first <= g.day AND g.day < s.last)
), reached AS (
  SELECT *, max (last) OVER (PARTITION BY household_id ORDER BY first, last
                             ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach
    FROM missed WHERE first < last
), numbered AS (
  SELECT *, sum (reach IS NULL OR first > reach) OVER (PARTITION BY household_id ORDER BY first, last) AS island FROM reached
), suspect (household_id, region_id, persons, first, last) AS (
  SELECT n.household_id, h.region_id, h.size, min (n.first), max (n.last)
    FROM numbered n JOIN household h ON h.id = n.household_id GROUP BY n.household_id, n.island
)
SELECT region_id, first, last, 1 AS numerator, 0 AS denominator, persons, 'household' AS row_table, household_id AS row_id
  FROM suspect
UNION ALL
SELECT region_id, NULL, NULL, 0, households, 0, 'region', region_id FROM household_base;
