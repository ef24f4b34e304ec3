-- id: case-risks
-- title: 风险与措施对应
-- source: 监测对象台账、帮扶措施台账、规则集
WITH acceptable (risk, category) AS (
  SELECT substr (key, 10), item FROM rule_list WHERE key LIKE 'measures.%' AND :as_of BETWEEN from_day AND until_day
)
SELECT h.region_id AS _region, c.household_id AS _household,
       CASE k.risk_code WHEN 'illness' THEN '因病' WHEN 'schooling' THEN '因学' WHEN 'disability' THEN '因残' WHEN 'disaster' THEN '因自然灾害'
            WHEN 'accident' THEN '因意外事故' WHEN 'industry_failure' THEN '因产业失败' WHEN 'job_instability' THEN '因务工就业不稳'
            WHEN 'labour_lack' THEN '缺劳动力' WHEN 'housing' THEN '因安全住房' WHEN 'water' THEN '因安全饮水' ELSE '其他' END AS 风险,
       (SELECT group_concat (w.zh, '、') FROM acceptable a JOIN word w ON w.kind = 'category' AND w.code = a.category WHERE a.risk = k.risk_code) AS 应有其一,
       (SELECT group_concat (zh, '、') FROM (SELECT DISTINCT w.zh FROM measure m JOIN acceptable a ON a.risk = k.risk_code AND a.category = m.category
           JOIN word w ON w.kind = 'category' AND w.code = m.category
          WHERE m.case_id = c.id AND m.status = 'implemented' AND lb_day (m.status_on) <= :as_of ORDER BY w.zh)) AS 已落实,
       CASE WHEN NOT EXISTS (SELECT 1 FROM acceptable a WHERE a.risk = k.risk_code) THEN '规则未定'
            WHEN EXISTS (SELECT 1 FROM measure m JOIN acceptable a ON a.risk = k.risk_code AND a.category = m.category
                          WHERE m.case_id = c.id AND m.status = 'implemented' AND lb_day (m.status_on) <= :as_of) THEN '对应'
            ELSE '缺对应措施' END AS 核对
  FROM monitoring_case c JOIN case_risk k ON k.case_id = c.id JOIN household h ON h.id = c.household_id
 WHERE lb_day (c.identified_on) <= :as_of ORDER BY c.household_id, c.id, k.ord;
