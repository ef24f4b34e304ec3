-- figures.sql - counts the published figures out of the ledgers of data/sample with nothing but sqlite3
--   cd data/sample && sqlite3 :memory: '.read …/figures.sql'
-- M01 and D01 as the files in data/indicators define them, written again independently for one date.
.mode csv
.import households.csv households
.import cases.csv cases
.import measures.csv measures
.import registrations.csv registrations
.import matters.csv matters
.import visits.csv visits
.import staff.csv staff
.mode list
.separator " "
CREATE TEMP VIEW numbered AS
  SELECT rowid AS id, 户编号 AS no, 识别监测时间 AS identified, nullif (消除监测时间, '') AS cleared, nullif (消除回退时间, '') AS revoked
    FROM cases;
CREATE TEMP VIEW open AS
  SELECT * FROM numbered
   WHERE identified <= '2025-12-31' AND (cleared IS NULL OR cleared > '2025-12-31' OR revoked <= '2025-12-31');
CREATE TEMP VIEW owned AS
  SELECT m.*, coalesce (
           (SELECT n.id FROM numbered n WHERE n.no = m.户编号 AND n.identified <= m.计划时间 ORDER BY n.identified DESC LIMIT 1),
           (SELECT n.id FROM numbered n WHERE n.no = m.户编号 ORDER BY n.identified LIMIT 1)) AS case_id
    FROM measures m;
CREATE TEMP TABLE in_force AS
  SELECT w.* FROM owned w JOIN open o ON o.id = w.case_id
   WHERE w.计划时间 <= '2025-12-31' AND NOT (w.落实状态 IN ('已停止', '不适用') AND w.落实时间 <= '2025-12-31');
CREATE TEMP VIEW done AS SELECT * FROM in_force WHERE 落实状态 = '已落实' AND 落实时间 <= '2025-12-31';
SELECT 'households', count(*) FROM households;
SELECT 'households_numbers', count(DISTINCT 户编号) FROM households;
SELECT 'grids', count(DISTINCT 网格编码) FROM households;
SELECT 'villages', count(DISTINCT 乡（镇） || 行政村) FROM households;
SELECT 'townships', count(DISTINCT 乡（镇）) FROM households;
SELECT 'most_in_a_grid', max(n) FROM (SELECT count(*) AS n FROM households GROUP BY 网格编码);
SELECT 'open', count(*) FROM open;
SELECT 'open_households', count(DISTINCT no) FROM open;
SELECT 'revoked', count(*) FROM numbered WHERE revoked IS NOT NULL;
SELECT 'marked_open', count(*) FROM cases WHERE 风险是否已消除 = '否';
SELECT 'cleared', count(*) FROM cases WHERE 风险是否已消除 = '是';
SELECT 'in_force', count(*) FROM in_force;
SELECT 'implemented', count(*) FROM done;
SELECT 'industry', count(*) FROM done WHERE 措施类别 = '产业帮扶';
SELECT 'employment', count(*) FROM done WHERE 措施类别 = '就业帮扶';
SELECT 'safety_net', count(*) FROM done WHERE 措施类别 = '综合保障';
SELECT 'kinds_still_open', count(DISTINCT 措施类别) FROM in_force WHERE 落实状态 IN ('计划', '实施中');
SELECT 'overdue', count(*) > 20 FROM in_force WHERE 落实状态 IN ('计划', '实施中') AND 应完成时间 < '2025-12-31';
SELECT 'registered', count(DISTINCT 户编号) FROM registrations;
SELECT 'registrations', count(*) FROM registrations;
SELECT 'matters', count(*) FROM matters;
SELECT 'completed', count(*) FROM matters WHERE 办结日期 <> '';
SELECT 'grid_staff', count(*) FROM staff WHERE 网格编码 <> '';
SELECT 'village_staff', count(*) FROM staff WHERE 网格编码 = '' AND 行政村 <> '';
SELECT 'township_staff', count(*) FROM staff WHERE 行政村 = '';
SELECT 'strangers', count(*) FROM (SELECT 户编号 FROM cases UNION SELECT 户编号 FROM measures UNION SELECT 户编号 FROM visits
                                   UNION SELECT 户编号 FROM registrations) WHERE 户编号 NOT IN (SELECT 户编号 FROM households);
SELECT 'steps_out_of_order', count(*) FROM cases
 WHERE NOT (线索发现时间 <= 入户核实时间 AND 入户核实时间 <= 民主评议时间 AND 民主评议时间 <= 信息比对时间 AND 信息比对时间 <= 公示开始时间
            AND 公示开始时间 < 公示结束时间 AND 公示结束时间 <= 录入系统时间 AND 录入系统时间 <= 识别监测时间);
SELECT 'cleared_before_identified', count(*) FROM numbered WHERE cleared <= identified OR revoked <= cleared;
SELECT 'done_before_planned', count(*) FROM measures WHERE 落实时间 <> '' AND 落实时间 < 计划时间;
SELECT 'first_day', min(识别监测时间) >= '2021-01-01' FROM cases;
SELECT 'after_the_end', count(*) FROM cases WHERE max(识别监测时间, 消除监测时间, 消除回退时间) > '2025-12-31';
