-- id: S03
-- name.zh: 培训完成率
-- name.en: Training completion
-- group.zh: 队伍与培训
-- group.en: Staff and training
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- facet: county_monthly 县级月培训 | county monthly
-- facet: town_monthly 乡镇月培训 | township monthly
-- facet: pre_job 岗前培训 | pre-job
-- facet: focus 重点培训 | focus
-- facet: business 业务培训 | business
-- facet: mentoring 帮带培训 | mentoring
-- palette: YlGnBu
-- source.zh: 最近一个满月已开展的培训场次 ÷ 规则集规定的场次
-- source.en: training sessions held in the last full month ÷ sessions that the rule set requires
-- note.zh: 多开的场次不抵其他单位和月份；规则集没有规定场次的种类为无数据；自有培训记录的第一个月起计。
-- note.en: What one unit or month holds in excess makes up for no other; kinds for which the rule set requires no sessions have no data; counted from the first month of which a training is known.

-- Sessions of the last full month against those due in it: for the county, and for each township those held in townships.
-- Due from the first month of which a training is known; what exceeds the due makes up for nothing.
WITH demand (kind, level, n) AS (
  SELECT column1, CASE column1 WHEN 'town_monthly' THEN 'township' ELSE 'county' END,
         lb_rule ('training.' || column1 || '.per_month')
    FROM (VALUES ('county_monthly'), ('town_monthly'), ('pre_job'), ('focus'), ('business'), ('mentoring'))
   WHERE :facet IS NULL OR column1 = :facet
), known (day) AS (SELECT lb_month_end (min (lb_day (held_on))) FROM training
), unit (region_id, kind, n, first, last) AS (
  SELECT r.region_id, d.kind, d.n, max (k.day, coalesce (lb_month_end (r.first), k.day)), lb_month_end (r.last)
    FROM demand d JOIN region_span r ON r.level = d.level JOIN known k
   WHERE d.n > 0 AND k.day IS NOT NULL
), held (region_id, kind, period, n, id) AS (
  SELECT region_id, kind, lb_month_end (lb_day (held_on)), count (*), min (id) FROM training GROUP BY 1, 2, 3
)
SELECT region_id, first AS day, 0 AS numerator, n AS denominator, 'region' AS row_table, region_id AS row_id FROM unit
UNION ALL
SELECT region_id, last, 0, -n, 'region', region_id FROM unit
UNION ALL
SELECT u.region_id, h.period, min (h.n, u.n), 0, 'training', h.id
  FROM held h JOIN unit u ON u.region_id = h.region_id AND u.kind = h.kind AND h.period >= u.first AND h.period < u.last
UNION ALL
SELECT u.region_id, lb_month_end (h.period, 1), -min (h.n, u.n), 0, 'training', h.id
  FROM held h JOIN unit u ON u.region_id = h.region_id AND u.kind = h.kind AND h.period >= u.first AND h.period < u.last;
