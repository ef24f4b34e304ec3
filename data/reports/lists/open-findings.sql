-- id: open-findings
-- title: 未销号问题清单
-- source: 问题台账、整改台账
-- date: 整改时限
SELECT f.region_id AS _region, f.id AS _finding, f.finding_no AS 编号, p.township AS 乡镇, p.village AS 村, d.zh AS 类别, f.text AS 问题描述,
       max (t.due) AS 整改时限, CASE WHEN max (t.due) < :as_of THEN '已超期' ELSE '未到期' END AS 状态
  FROM finding f JOIN place p ON p.region_id = f.region_id JOIN word d ON d.kind = 'dimension' AND d.code = f.dimension
  LEFT JOIN (SELECT finding_id, lb_day (due_on) AS due, lb_day (closed_on) AS closed FROM rectification_track) t ON t.finding_id = f.id
 WHERE lb_day (f.first_seen_on) <= :as_of GROUP BY f.id HAVING count (t.finding_id) = 0 OR total (t.closed IS NULL OR t.closed > :as_of) > 0
 ORDER BY 整改时限, f.finding_no;
