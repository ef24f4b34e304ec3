-- id: I05
-- name.zh: 程序要件完整率
-- name.en: Procedure completeness
-- group.zh: 识别纳入
-- group.en: Identification
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- palette: YlGnBu
-- source.zh: 已有的程序记录和佐证 ÷ 规则集要求的程序记录和佐证
-- source.en: records of steps and evidence present ÷ records of steps and evidence that the rule set requires
-- note.zh: 范围为截至该日识别过的全部监测对象。
-- note.en: Covers all households ever identified up to the day.

-- What is required: each step of steps.required, and for it each kind of evidence of the list of that step.
WITH required (step, kind, from_day, until_day) AS (
  SELECT item, NULL, from_day, until_day FROM rule_list WHERE key = 'steps.required'
  UNION ALL
  SELECT s.item, e.item, max (s.from_day, e.from_day), min (s.until_day, e.until_day)
    FROM rule_list s JOIN rule_list e ON e.key = 'evidence.' || s.item WHERE s.key = 'steps.required'
), need (day, n) AS (
  SELECT d.identified, count (*) FROM (SELECT DISTINCT identified FROM case_dated) d
    JOIN required q ON d.identified BETWEEN q.from_day AND q.until_day GROUP BY d.identified
), present (case_id, region_id, day) AS (
  SELECT d.case_id, d.region_id, max (d.identified, lb_day (coalesce (s.finished_on, s.started_on)))
    FROM case_step s CROSS JOIN case_dated d ON d.case_id = s.case_id
    JOIN required q ON q.kind IS NULL AND q.step = s.step_code AND d.identified BETWEEN q.from_day AND q.until_day
   WHERE coalesce (s.finished_on, s.started_on) IS NOT NULL
  UNION ALL
  SELECT d.case_id, d.region_id, max (d.identified, min (coalesce (lb_day (e.taken_on), d.identified)))
    FROM evidence e CROSS JOIN case_dated d ON d.case_id = e.case_id
    JOIN required q ON q.kind = e.kind AND q.step = e.item AND d.identified BETWEEN q.from_day AND q.until_day
   WHERE e.subject = 'step' AND e.missing_reason IS NULL GROUP BY d.case_id, d.region_id, e.item, e.kind
)
SELECT d.region_id, d.identified AS day, 0 AS numerator, n.n AS denominator, 'monitoring_case' AS row_table, d.case_id AS row_id
  FROM case_dated d JOIN need n ON n.day = d.identified
UNION ALL
SELECT region_id, day, 1, 0, 'monitoring_case', case_id FROM present;
