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
-- source: 已有的程序记录和佐证 ÷ 规则集要求的程序记录和佐证
-- note: 范围为截至该日识别过的全部监测对象。

-- What is required: each step of steps.required, and for it each kind of evidence of the list of that step.
WITH required (case_id, region_id, identified, step, kind) AS (
  SELECT d.case_id, d.region_id, d.identified, s.item, e.item
    FROM case_dated d JOIN rule_list s ON s.key = 'steps.required' AND d.identified BETWEEN s.from_day AND s.until_day
    JOIN (SELECT key, item, from_day, until_day FROM rule_list WHERE key LIKE 'evidence.%') e
      ON e.key = 'evidence.' || s.item AND d.identified BETWEEN e.from_day AND e.until_day
  UNION ALL
  SELECT d.case_id, d.region_id, d.identified, s.item, NULL
    FROM case_dated d JOIN rule_list s ON s.key = 'steps.required' AND d.identified BETWEEN s.from_day AND s.until_day
), present (case_id, region_id, day) AS (
  SELECT q.case_id, q.region_id, max (q.identified, lb_day (coalesce (s.finished_on, s.started_on)))
    FROM required q JOIN case_step s ON s.case_id = q.case_id AND s.step_code = q.step
   WHERE q.kind IS NULL AND coalesce (s.finished_on, s.started_on) IS NOT NULL
  UNION ALL
  SELECT q.case_id, q.region_id, max (q.identified, min (coalesce (lb_day (e.taken_on), q.identified)))
    FROM required q JOIN evidence e ON e.case_id = q.case_id AND e.subject = 'step' AND e.item = q.step AND e.kind = q.kind
   WHERE q.kind IS NOT NULL AND e.missing_reason IS NULL GROUP BY q.case_id, q.region_id, q.step, q.kind
)
SELECT region_id, identified AS day, 0 AS numerator, 1 AS denominator, 'monitoring_case' AS row_table, case_id AS row_id
  FROM required
UNION ALL
SELECT region_id, day, 1, 0, 'monitoring_case', case_id FROM present;
