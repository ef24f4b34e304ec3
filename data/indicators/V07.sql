-- id: V07
-- name.zh: 看查听帮完整率
-- name.en: Four-action completeness
-- group.zh: 走访
-- group.en: Visits
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: flow
-- window: 12 months
-- palette: YlGnBu
-- source.zh: 看、查、听、帮四项都做到的入户走访 ÷ 入户走访
-- source.en: home visits with all four actions done (look, check, listen, help) ÷ home visits
-- note.zh: 截至该日的十二个月；没有登记四项动作的走访不计。
-- note.en: The twelve months up to the day; visits whose actions were not recorded are left out.

SELECT h.region_id, lb_day (v.visited_on) AS day, v.actions = 15 AS numerator, 1 AS denominator, 'visit' AS row_table, v.id AS row_id
  FROM visit v JOIN household h ON h.id = v.household_id WHERE v.mode = 'home' AND v.actions IS NOT NULL;
