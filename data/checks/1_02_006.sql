-- id: 1_02_006
-- severity: warning
-- name.zh: 低收入脱贫户未纳入监测
-- name.en: Poor household without a case
-- message.zh: {year} 年人均纯收入 {income:yuan} 元，低于当年监测范围 {line:yuan} 元，但未纳入监测
-- message.en: income per head of {year} is {income:yuan} yuan, below the line of {line:yuan}, and there is no case
-- remedy.zh: 入户核实收入；符合条件的按程序纳入，不符合的更正收入
-- remedy.en: check the income at home; open a case or correct the figure
-- source: 防返贫监测疑点数据规则 1_02_006

-- From the end of the income's year until a case is opened or the next year's income is known.
SELECT h.region_id, h.id AS household_id, 'household_income' AS row_table, i.id AS row_id, i.day AS since,
       min (coalesce ((SELECT min (s.first) FROM case_span s WHERE s.household_id = h.id AND s.first > i.day), 2147483646),
            coalesce ((SELECT min (lb_day (n.year || '-12')) FROM household_income n WHERE n.household_id = h.id AND n.year > i.year),
                      2147483646)) - 1 AS until,
       'breach' AS verdict, i.year, i.income_pc_fen AS income, lb_line (i.day) AS line
  FROM (SELECT *, lb_day (year || '-12') AS day FROM household_income) i JOIN household h ON h.id = i.household_id
 WHERE h.type = 'out_of_poverty' AND i.income_pc_fen < lb_line (i.day)
   AND NOT EXISTS (SELECT 1 FROM case_span s WHERE s.household_id = h.id AND i.day BETWEEN s.first AND s.last - 1);
