-- id: future_date
-- severity: error
-- name.zh: 日期晚于导入日期
-- name.en: A date after the import
-- message.zh: “{zh}”为 {value}，晚于台账导入的日期
-- message.en: “{en}” is {value}, after the day on which the ledger was imported
-- remedy.zh: 更正日期
-- remedy.en: correct the date
-- source: 台账日期逻辑

-- The clock that counts is the one that wrote the batch: UTC there, eight hours ahead in the county. Nearly every date lies in a year
-- before the first batch and is done with at once.
WITH known (year) AS (SELECT min (substr (at, 1, 4)) FROM import_batch
), dated (row_table, row_id, batch, household_id, region_id, zh, en, value) AS (
  SELECT 'monitoring_case', x.id, x.import_batch_id, x.household_id, NULL, '线索发现时间', 'clue', x.clue_date FROM monitoring_case x WHERE x.clue_date >= (SELECT year FROM known)
  UNION ALL
  SELECT 'monitoring_case', x.id, x.import_batch_id, x.household_id, NULL, '识别时间', 'identified', x.identified_on FROM monitoring_case x WHERE x.identified_on >= (SELECT year FROM known)
  UNION ALL
  SELECT 'monitoring_case', x.id, x.import_batch_id, x.household_id, NULL, '消除时间', 'cleared', x.cleared_on FROM monitoring_case x WHERE x.cleared_on >= (SELECT year FROM known)
  UNION ALL
  SELECT 'monitoring_case', x.id, x.import_batch_id, x.household_id, NULL, '消除回退时间', 'revoked', x.revoked_on FROM monitoring_case x WHERE x.revoked_on >= (SELECT year FROM known)
  UNION ALL
  SELECT 'case_step', x.id, x.import_batch_id, c.household_id, NULL, '程序开始时间', 'step begun', x.started_on FROM case_step x JOIN monitoring_case c ON c.id = x.case_id WHERE x.started_on >= (SELECT year FROM known)
  UNION ALL
  SELECT 'case_step', x.id, x.import_batch_id, c.household_id, NULL, '程序完成时间', 'step finished', x.finished_on FROM case_step x JOIN monitoring_case c ON c.id = x.case_id WHERE x.finished_on >= (SELECT year FROM known)
  UNION ALL
  SELECT 'measure', x.id, x.import_batch_id, c.household_id, NULL, '措施落实时间', 'measure implemented', x.status_on FROM measure x JOIN monitoring_case c ON c.id = x.case_id WHERE x.status_on >= (SELECT year FROM known)
  UNION ALL
  SELECT 'visit', x.id, x.import_batch_id, x.household_id, NULL, '走访日期', 'visited', x.visited_on FROM visit x WHERE x.visited_on >= (SELECT year FROM known)
  UNION ALL
  SELECT 'platform_reg', x.id, x.import_batch_id, x.household_id, NULL, '注册日期', 'registered', x.registered_on FROM platform_reg x WHERE x.registered_on >= (SELECT year FROM known)
  UNION ALL
  SELECT 'matter', x.id, x.import_batch_id, x.household_id, x.region_id, '受理日期', 'received', x.received_on FROM matter x WHERE x.received_on >= (SELECT year FROM known)
  UNION ALL
  SELECT 'matter', x.id, x.import_batch_id, x.household_id, x.region_id, '办结日期', 'completed', x.completed_on FROM matter x WHERE x.completed_on >= (SELECT year FROM known)
  UNION ALL
  SELECT 'early_warning', x.id, x.import_batch_id, x.household_id, x.region_id, '推送日期', 'pushed', x.pushed_on FROM early_warning x WHERE x.pushed_on >= (SELECT year FROM known)
  UNION ALL
  SELECT 'staff', x.id, x.import_batch_id, NULL, x.region_id, '任职日期', 'started', x.started_on FROM staff x WHERE x.started_on >= (SELECT year FROM known)
  UNION ALL
  SELECT 'training', x.id, x.import_batch_id, NULL, x.region_id, '培训日期', 'training held', x.held_on FROM training x WHERE x.held_on >= (SELECT year FROM known)
  UNION ALL
  SELECT 'assessment', x.id, x.import_batch_id, NULL, x.region_id, '考核日期', 'assessment held', x.held_on FROM assessment x WHERE x.held_on >= (SELECT year FROM known)
  UNION ALL
  SELECT 'ledger', x.id, x.import_batch_id, NULL, x.region_id, '台账更新日期', 'ledger updated', x.updated_on FROM ledger x WHERE x.updated_on >= (SELECT year FROM known)
)
SELECT coalesce (d.region_id, h.region_id) AS region_id, d.household_id, d.row_table, d.row_id, NULL AS since, NULL AS until,
       'breach' AS verdict, d.zh, d.en, d.value
  FROM dated d JOIN import_batch b ON b.id = d.batch LEFT JOIN household h ON h.id = d.household_id
 WHERE d.value > substr (b.at, 1, length (d.value))
   AND lb_day_first (d.value) > lb_day (substr (b.at, 1, 10)) + (substr (b.at, 12, 2) >= '16');
