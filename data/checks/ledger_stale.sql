-- id: ledger_stale
-- severity: warning
-- name.zh: 网格台账未及时更新
-- name.en: Kept ledger out of date
-- message.zh: 台账“{type:ledger_type}”自 {updated_on} 起未更新
-- message.en: the ledger of {type:ledger_type} was last updated {updated_on}
-- remedy.zh: 更新台账
-- remedy.en: bring the ledger up to date
-- source: 规则集 limits.ledger_fresh；指标 B01

SELECT region_id, NULL AS household_id, 'ledger' AS row_table, id AS row_id,
       lb_limit_day (lb_day (updated_on), 'limits.ledger_fresh') + 1 AS since, next - 1 AS until, 'breach' AS verdict, type, updated_on
  FROM (SELECT *, lead (lb_day (updated_on)) OVER (PARTITION BY region_id, type, name ORDER BY lb_day (updated_on)) AS next FROM ledger)
 WHERE lb_limit_day (lb_day (updated_on), 'limits.ledger_fresh') IS NOT NULL;
