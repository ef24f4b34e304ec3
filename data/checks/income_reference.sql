-- id: income_reference
-- severity: warning
-- name.zh: 识别时收入高于参考范围
-- name.en: Income above the reference range at identification
-- message.zh: 识别时人均纯收入 {income:yuan} 元，高于台账所填收入参考范围 {reference} 元，类别却不是突发严重困难户
-- message.en: the income at identification is {income:yuan} yuan per head, above the reference range of {reference} yuan in the ledger, and the class is not sudden severe difficulty
-- remedy.zh: 核实收入和参考范围；确属支出骤增或收入骤减的，类别应为突发严重困难户
-- remedy.en: check the income and the range; if spending or loss is the reason, the class is sudden severe difficulty
-- source: 脱贫不稳定户、边缘易致贫户须收入在监测范围内，突发严重困难户可高于范围

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.identified AS since, NULL AS until,
       'breach' AS verdict, c.income_pc_fen AS income, i.reference AS reference
  FROM case_dated d JOIN monitoring_case c ON c.id = d.case_id
  JOIN case_income i ON i.case_id = d.case_id AND i.moment = 'identified'
 WHERE d.class IN ('unstable', 'marginal') AND i.reference NOT GLOB '*[^0-9.]*' AND i.reference <> ''
   AND c.income_pc_fen > CAST (i.reference AS REAL) * 100;
