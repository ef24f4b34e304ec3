-- id: B01
-- name.zh: 台账齐备率
-- name.en: Ledger completeness
-- group.zh: 台账
-- group.en: Ledgers
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- palette: YlGnBu
-- source.zh: 已建立且在更新期限内的台账 ÷ 应建立的台账（每个网格或村按规则集的五类）
-- source.en: ledgers set up and within their time of update ÷ ledgers required (the five types of the rule set for each grid or village)
-- note.zh: 自有台账记录的第一天起计。
-- note.en: Counted from the first day on which any ledger is known.

-- Each grid (or village, as ledgers.required_level has it) keeps each of ledgers.types; one is fresh until limits.ledger_fresh has
-- run out since its update. Asked from the first day on which any ledger is known.
WITH known (day) AS (SELECT min (lb_day (updated_on)) FROM ledger
), unit (region_id, type, first, last) AS (
  SELECT r.region_id, l.item, max (k.day, coalesce (r.first, k.day)), r.last
    FROM region_span r JOIN rule_list l ON l.key = 'ledgers.types' AND 2147483646 BETWEEN l.from_day AND l.until_day JOIN known k
   WHERE r.level = coalesce (lb_rule ('ledgers.required_level'), 'grid') AND k.day IS NOT NULL
), kept (id, region_id, type, first, last) AS (
  SELECT g.id, g.region_id, g.type, lb_day (g.updated_on), lb_limit_day (lb_day (g.updated_on), 'limits.ledger_fresh') + 1
    FROM ledger g
), fresh (id, region_id, first, last) AS (
  SELECT k.id, u.region_id, max (k.first, u.first),
         min (k.last, u.last, coalesce (lead (k.first) OVER (PARTITION BY k.region_id, k.type ORDER BY k.first, k.id), 2147483646))
    FROM kept k JOIN unit u ON u.region_id = k.region_id AND u.type = k.type
)
SELECT region_id, first, last, 0 AS numerator, 1 AS denominator, 'region' AS row_table, region_id AS row_id FROM unit
UNION ALL
SELECT region_id, first, last, 1, 0, 'ledger', id FROM fresh;
