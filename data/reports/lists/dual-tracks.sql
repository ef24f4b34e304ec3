-- id: dual-tracks
-- title: 一案双转整改台账
-- source: 整改台账
-- group: 乡镇 = 乡镇责任单位 乡镇时限 乡镇销号
-- group: 部门 = 部门责任单位 部门时限 部门销号
-- date: 乡镇时限
-- date: 乡镇销号
-- date: 部门时限
-- date: 部门销号
SELECT f.region_id AS _region, f.id AS _finding, f.finding_no AS 编号, p.township AS 所在乡镇,
       a.owner_unit AS 乡镇责任单位, lb_day (a.due_on) AS 乡镇时限, CASE WHEN lb_day (a.closed_on) <= :as_of THEN lb_day (a.closed_on) END AS 乡镇销号,
       b.owner_unit AS 部门责任单位, lb_day (b.due_on) AS 部门时限, CASE WHEN lb_day (b.closed_on) <= :as_of THEN lb_day (b.closed_on) END AS 部门销号
  FROM finding f JOIN place p ON p.region_id = f.region_id
  LEFT JOIN rectification_track a ON a.finding_id = f.id AND a.track = 'township'
  LEFT JOIN rectification_track b ON b.finding_id = f.id AND b.track = 'department'
 WHERE lb_day (f.first_seen_on) <= :as_of AND (a.id IS NOT NULL OR b.id IS NOT NULL) ORDER BY f.finding_no;
