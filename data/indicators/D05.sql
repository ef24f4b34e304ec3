-- id: D05
-- name.zh: 三类对象构成
-- name.en: Share of each class
-- group.zh: 密度与构成
-- group.en: Density and structure
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: none
-- kind: stock
-- facet: unstable 脱贫不稳定户 | unstable out of poverty
-- facet: marginal 边缘易致贫户 | marginal, at risk of poverty
-- facet: sudden 突发严重困难户 | sudden severe difficulty
-- whole: none
-- palette: BuPu
-- source.zh: 在册的该类监测户 ÷ 全部在册监测户
-- source.en: active monitored households of the class ÷ all active monitored households
-- note.zh: 情况指标，不计名次。
-- note.en: Describes the situation; not ranked.

SELECT region_id, first, last, 0 AS numerator, 1 AS denominator, 0 AS persons, NULL AS facet, 'monitoring_case' AS row_table, case_id AS row_id
  FROM case_span
UNION ALL
SELECT region_id, first, last, 1, 0, persons, class, 'monitoring_case', case_id FROM case_span;
