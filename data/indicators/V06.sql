-- id: V06
-- name.zh: 电话占比
-- name.en: Phone share
-- group.zh: 走访
-- group.en: Visits
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: none
-- kind: flow
-- window: 12 months
-- palette: BuPu
-- source.zh: 电话、视频走访 ÷ 全部走访
-- source.en: visits by call or video ÷ all visits
-- note.zh: 截至该日的十二个月。情况指标，不计名次。
-- note.en: The twelve months up to the day. Describes the situation; not ranked.

SELECT h.region_id, lb_day (v.visited_on) AS day, v.mode <> 'home' AS numerator, 1 AS denominator, 'visit' AS row_table, v.id AS row_id
  FROM visit v JOIN household h ON h.id = v.household_id;
