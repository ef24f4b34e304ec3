-- id: evidence
-- title: 佐证材料
-- source: 佐证材料
-- date: 形成日期
SELECT h.region_id AS _region, e.household_id AS _household,
       CASE e.subject WHEN 'step' THEN '识别程序' WHEN 'clearance' THEN '风险消除' WHEN 'measure' THEN '帮扶措施' WHEN 'visit' THEN '走访' ELSE '问题整改' END AS 环节,
       coalesce (w.zh, e.item) AS 材料, CASE WHEN e.missing_reason IS NULL THEN '有' ELSE '缺：' || e.missing_reason END AS 情况, lb_day (e.taken_on) AS 形成日期
  FROM evidence e JOIN household h ON h.id = e.household_id LEFT JOIN word w ON w.kind = 'step' AND w.code = e.item ORDER BY e.household_id, e.id;
