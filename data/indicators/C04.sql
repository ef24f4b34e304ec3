-- id: C04
-- name.zh: 突击消除指数
-- name.en: Rush index
-- group.zh: 风险消除
-- group.en: Clearance
-- unit.zh: 比
-- unit.en: ratio
-- value: peak
-- decimals: 2
-- better: down
-- kind: flow
-- window: 12 months
-- palette: OrRd
-- source.zh: 最近十二个月中消除最多的一个月 ÷ 十二个月消除总数
-- source.en: clearances in the fullest of the last twelve months ÷ all clearances in the twelve months
-- note.zh: 各级分别取自己的最高月，不由下级相加。高于月中位数三倍且不少于 5 户的月份应核查是否突击消除。
-- note.en: Each level takes its own fullest month and does not add up those below it. A month above three times the median and of at least 5 households should be checked for rushed clearance.

-- The persons of the fullest month cannot be told from those of the window, so none are counted.
SELECT region_id, cleared AS day, 1 AS numerator, 1 AS denominator, 'monitoring_case' AS row_table, case_id AS row_id
  FROM case_dated WHERE cleared IS NOT NULL;
