-- id: Q01
-- name.zh: 必填完整率
-- name.en: Completeness of mandatory cells
-- group.zh: 数据质量
-- group.en: Data quality
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- palette: YlGnBu
-- source.zh: 已填的必填项 ÷ 必填项（识别时间、风险类型、收入、义务教育、住房、医疗、饮水共七项）
-- source.en: mandatory cells filled ÷ mandatory cells (seven: time of identification, kind of risk, income, compulsory education, housing, medical insurance, water)
-- note.zh: 范围为截至该日识别过的全部监测对象，按台账现在的填写情况计。
-- note.en: Covers all households ever identified up to the day, as the ledgers are filled in now.

-- Rule 1_11_002: time of identification, kind of risk, income, the three guarantees and water.
SELECT region_id, identified AS day,
       1 + EXISTS (SELECT 1 FROM case_risk r WHERE r.case_id = d.case_id) + (c.income_pc_fen IS NOT NULL)
         + (c.dropout IS NOT NULL) + (c.housing_unsafe IS NOT NULL) + (c.uninsured IS NOT NULL) + (c.water_unsafe IS NOT NULL)
         AS numerator, 7 AS denominator, 'monitoring_case' AS row_table, d.case_id AS row_id
  FROM case_dated d JOIN monitoring_case c ON c.id = d.case_id;
