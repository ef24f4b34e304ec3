-- id: evidence-checklist
-- title: 材料核对
-- source: 识别程序、佐证材料、规则集
-- date: 形成日期
-- What the rule set asks of a case, and whether it is there.
WITH asked (case_id, household_id, region_id, ord, subject, item, kind) AS (
  SELECT d.case_id, d.household_id, d.region_id, 1, 'record', s.item, NULL
    FROM case_dated d JOIN rule_list s ON s.key = 'steps.required' AND d.identified BETWEEN s.from_day AND s.until_day WHERE d.identified <= :as_of
  UNION ALL
  SELECT d.case_id, d.household_id, d.region_id, 2, 'step', s.item, e.item
    FROM case_dated d JOIN rule_list s ON s.key = 'steps.required' AND d.identified BETWEEN s.from_day AND s.until_day
    JOIN rule_list e ON e.key = 'evidence.' || s.item AND d.identified BETWEEN e.from_day AND e.until_day WHERE d.identified <= :as_of
  UNION ALL
  SELECT d.case_id, d.household_id, d.region_id, 3, 'clearance', l.item, NULL
    FROM case_dated d JOIN rule_list l ON l.key = 'clearance.items' AND d.cleared BETWEEN l.from_day AND l.until_day WHERE d.cleared <= :as_of
), found (case_id, household_id, region_id, ord, subject, item, kind, day, reason) AS (
  SELECT q.case_id, q.household_id, q.region_id, q.ord, q.subject, q.item, q.kind,
         CASE WHEN q.subject = 'record'
              THEN (SELECT lb_day (coalesce (s.finished_on, s.started_on)) FROM case_step s WHERE s.case_id = q.case_id AND s.step_code = q.item)
              ELSE (SELECT min (lb_day (e.taken_on)) FROM evidence e WHERE e.case_id = q.case_id AND e.subject = q.subject AND e.item = q.item
                       AND (q.kind IS NULL OR e.kind = q.kind) AND e.missing_reason IS NULL) END,
         (SELECT min (e.missing_reason) FROM evidence e WHERE e.case_id = q.case_id AND e.subject = q.subject AND e.item = q.item)
    FROM asked q
)
SELECT f.region_id AS _region, f.household_id AS _household, CASE f.subject WHEN 'clearance' THEN '风险消除' ELSE '识别程序' END AS 环节,
       coalesce (w.zh, CASE f.item WHEN 'clearance_form' THEN '风险消除信息采集表' WHEN 'measures_form' THEN '帮扶措施落实情况表'
                                   WHEN 'assessment_form' THEN '风险消除评估表' ELSE f.item END)
         || CASE WHEN f.subject = 'record' THEN '记录' ELSE coalesce (CASE f.kind WHEN 'form' THEN '表' WHEN 'minutes' THEN '会议记录' WHEN 'photo' THEN '照片'
                 WHEN 'notice_photo' THEN '照片' WHEN 'signature' THEN '签字' ELSE f.kind END, '') END AS 应有材料,
       CASE WHEN f.day IS NOT NULL THEN '有' ELSE '缺' || coalesce ('：' || f.reason, '') END AS 情况, f.day AS 形成日期
  FROM found f LEFT JOIN word w ON w.kind = 'step' AND w.code = f.item ORDER BY f.household_id, f.case_id, f.ord, f.item;
