-- Relations that the queries of indicators share: temporary views, made on the connection that reads them
-- (src/relations.h).
--
-- Days are day numbers; 2147483646 stands for "never". A span holds from `first` up to the day before `last`; empty
-- spans are left out. Events known only to the month take effect on its last day, and a later event never before
-- an earlier one, though such dates may look so.

-- The dates of a case, in order; able: whether its household has labour, NULL where that is not known. identified_first is an earlier
-- day than identified where only the month is known.
CREATE TEMP VIEW case_dated (case_id, household_id, region_id, class, persons, clear_mode, identified, cleared, revoked, able,
                             identified_first) AS
  SELECT c.id, c.household_id, h.region_id, c.class, c.persons, c.clear_mode, lb_day (c.identified_on),
         max (lb_day (c.identified_on), lb_day (c.cleared_on)),
         max (lb_day (c.identified_on), lb_day (c.cleared_on), lb_day (c.revoked_on)),
         coalesce (h.labour_count > 0, h.whole_no_labour = 0), lb_day_first (c.identified_on)
    FROM monitoring_case c JOIN household h ON h.id = c.household_id;

-- How many cases there are, and how many have each field filled: what no case has is a gap of the ledger, not of a household.
CREATE TEMP VIEW case_filled (n, clue, channel, income, self_pay, dropout, housing, insured, water, contact_name, contact_phone,
                              clear_mode, cleared) AS
  SELECT count (*), count (clue_date), count (channel), count (income_pc_fen), count (self_pay_fen), count (dropout),
         count (housing_unsafe), count (uninsured), count (water_unsafe), count (contact_name), count (contact_phone),
         count (clear_mode), count (cleared_on) FROM monitoring_case;

-- When a case is active: from identification to clearance, and again once the clearance is revoked.
CREATE TEMP VIEW case_span (case_id, household_id, region_id, class, persons, identified, first, last, able) AS
  SELECT case_id, household_id, region_id, class, persons, identified, identified, coalesce (cleared, 2147483646), able
    FROM case_dated WHERE cleared IS NULL OR identified < cleared
  UNION ALL
  SELECT case_id, household_id, region_id, class, persons, identified, revoked, 2147483646, able
    FROM case_dated WHERE revoked IS NOT NULL;

-- The risks of a case, each once however often the ledger names it.
CREATE TEMP VIEW case_threat (case_id, risk_code) AS
  SELECT case_id, risk_code FROM case_risk r
   WHERE NOT EXISTS (SELECT 1 FROM case_risk e WHERE e.case_id = r.case_id AND e.ord < r.ord AND e.risk_code = r.risk_code);

-- When a measure stands in the plan of an active case: until it is stopped or found not applicable. What happens outside
-- the active time takes effect on the day the case becomes active again.
CREATE TEMP VIEW measure_span (measure_id, case_id, region_id, category, due, first, last, implemented) AS
  SELECT id, case_id, region_id, category, due, first, last,
         CASE WHEN max (first, done) < last THEN max (first, done) ELSE 2147483646 END
    FROM (SELECT m.id, m.case_id, s.region_id, m.category, lb_day (m.due_on) AS due, max (s.first, lb_day (m.planned_on)) AS first,
                 min (s.last, CASE WHEN m.status IN ('stopped', 'not_applicable') THEN lb_day (m.status_on) ELSE s.last END) AS last,
                 CASE WHEN m.status = 'implemented' THEN lb_day (m.status_on) END AS done
            FROM measure m JOIN case_span s ON s.case_id = m.case_id)
   WHERE first < last;

-- Since when a case has its first implemented measure of each category.
CREATE TEMP VIEW case_done (case_id, category, day) AS
  SELECT case_id, category, min (max (lb_day (planned_on), lb_day (status_on))) FROM measure
   WHERE status = 'implemented' GROUP BY case_id, category;

-- The same of any, and of a developmental one: industry, employment, finance, posts.
CREATE TEMP VIEW case_helped (case_id, day, developmental_day) AS
  SELECT case_id, min (day), min (CASE WHEN category IN ('industry', 'employment', 'finance', 'public_post') THEN day END)
    FROM case_done GROUP BY case_id;

-- Households and persons: what the ledger counts; where no ledger is kept below a region, what the region declares beyond
-- what the regions inside it declare.
CREATE TEMP VIEW household_base (region_id, households, persons) AS
  WITH RECURSIVE declared (region_id, households, persons, above) AS (
    SELECT r.id, r.households_total, coalesce (r.persons_total, 0), r.parent_id FROM region r
     WHERE r.households_total IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM region x JOIN household h ON h.region_id = x.id WHERE x.pre BETWEEN r.pre AND r.last)
  ), inside (region_id, households, persons, above) AS (
    SELECT region_id, households, persons, above FROM declared
    UNION ALL
    SELECT i.region_id, i.households, i.persons, r.parent_id FROM inside i JOIN region r ON r.id = i.above
     WHERE r.households_total IS NULL
  )
  SELECT region_id, count (*), sum (size) FROM household GROUP BY region_id
  UNION ALL
  SELECT region_id, households, persons FROM declared
  UNION ALL
  SELECT d.region_id, -i.households, -i.persons FROM inside i JOIN declared d ON d.region_id = i.above;

-- When a region stands; valid_to is its last day.
CREATE TEMP VIEW region_span (region_id, level, grid_kind, first, last) AS
  SELECT id, level, grid_kind, lb_day (valid_from), coalesce (lb_day (valid_to) + 1, 2147483646) FROM region;

-- The grid that a region is, or lies in as its joint unit.
CREATE TEMP VIEW region_grid (region_id, grid_id) AS
  SELECT id, CASE level WHEN 'grid' THEN id ELSE parent_id END FROM region WHERE level IN ('grid', 'joint_unit');

-- Who is to be visited, how often, from when to when: plans of a household, and plans of a region for every case that is
-- active in it.
CREATE TEMP VIEW visit_planned (rhythm, household_id, region_id, n, first, last) AS
  SELECT p.rhythm, p.household_id, h.region_id, p.n, lb_day (p.started_on), coalesce (lb_day (p.ended_on) + 1, 2147483646)
    FROM visit_plan p JOIN household h ON h.id = p.household_id
  UNION ALL
  SELECT p.rhythm, s.household_id, s.region_id, p.n, max (s.first, lb_day (p.started_on)),
         min (s.last, coalesce (lb_day (p.ended_on) + 1, 2147483646))
    FROM visit_plan p JOIN region top ON top.id = p.region_id JOIN region r ON r.pre BETWEEN top.pre AND top.last
    JOIN case_span s ON s.region_id = r.id
   WHERE p.household_id IS NULL AND max (s.first, lb_day (p.started_on)) < min (s.last, coalesce (lb_day (p.ended_on) + 1, 2147483646));

-- The same where plans that overlap are one: a household is asked for once.
CREATE TEMP VIEW visit_target (rhythm, household_id, region_id, first, last) AS
  WITH reached AS (
    SELECT *, max (last) OVER (PARTITION BY rhythm, household_id ORDER BY first, last
                               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach
      FROM visit_planned
  ), numbered AS (
    SELECT *, sum (reach IS NULL OR first > reach) OVER (PARTITION BY rhythm, household_id ORDER BY first, last) AS island
      FROM reached
  )
  SELECT rhythm, household_id, region_id, min (first), max (last) FROM numbered
   GROUP BY rhythm, household_id, region_id, island;

-- A finding with all its tracks together: the last due day, the day the last track was closed ("never" while one is open),
-- and whether each track was closed by its own day.
CREATE TEMP VIEW finding_state (finding_id, region_id, seen, due, closed, timely, tracks) AS
  SELECT f.id, f.region_id, lb_day (f.first_seen_on), max (lb_day (f.first_seen_on), max (lb_day (t.due_on))),
         CASE WHEN count (*) = count (t.closed_on) THEN max (lb_day (f.first_seen_on), max (lb_day (t.closed_on)))
              ELSE 2147483646 END,
         count (*) = count (t.closed_on) AND max (lb_day (t.closed_on) > lb_day (t.due_on)) IS NOT 1, count (*)
    FROM finding f JOIN rectification_track t ON t.finding_id = f.id GROUP BY f.id;

-- The township, village and grid that a region is or lies in, by name; '' where there is none.
CREATE TEMP VIEW place (region_id, township, village, grid) AS
  SELECT r.id,
         coalesce (CASE 'township' WHEN r.level THEN r.name WHEN a.level THEN a.name WHEN b.level THEN b.name WHEN c.level THEN c.name
                                   WHEN d.level THEN d.name END, ''),
         coalesce (CASE 'village' WHEN r.level THEN r.name WHEN a.level THEN a.name WHEN b.level THEN b.name END, ''),
         coalesce (CASE 'grid' WHEN r.level THEN r.name WHEN a.level THEN a.name END, '')
    FROM region r LEFT JOIN region a ON a.id = r.parent_id LEFT JOIN region b ON b.id = a.parent_id
    LEFT JOIN region c ON c.id = b.parent_id LEFT JOIN region d ON d.id = c.parent_id;

-- What the codes of the ledgers are called.
CREATE TEMP VIEW word (kind, code, zh) AS
  VALUES ('class', 'unstable', '脱贫不稳定户'), ('class', 'marginal', '边缘易致贫户'), ('class', 'sudden', '突发严重困难户'),
         ('channel', 'self', '农户申报'), ('channel', 'cadre', '干部排查'), ('channel', 'dept', '部门预警'),
         ('channel', 'petition', '信访舆情'), ('channel', 'other', '其他'),
         ('category', 'industry', '产业帮扶'), ('category', 'employment', '就业帮扶'), ('category', 'finance', '金融帮扶'),
         ('category', 'public_post', '公益岗位'), ('category', 'health', '健康帮扶'),
         ('category', 'compulsory_education', '义务教育保障'), ('category', 'other_education', '其他教育帮扶'),
         ('category', 'safety_net', '综合保障'), ('category', 'housing', '住房安全保障'), ('category', 'water', '饮水安全保障'),
         ('category', 'social', '社会帮扶'), ('category', 'relocation', '搬迁'), ('category', 'living_conditions', '生产生活条件改善'),
         ('category', 'infrastructure', '基础设施建设'),
         ('status', 'planned', '计划'), ('status', 'in_progress', '实施中'), ('status', 'implemented', '已落实'),
         ('status', 'stopped', '已停止'), ('status', 'not_applicable', '不适用'),
         ('matter', 'simple', '简单事项'), ('matter', 'general', '一般事项'), ('matter', 'major', '重大事项'),
         ('matter', 'difficult', '疑难事项'), ('matter', 'cross_county', '跨县事项'),
         ('role', 'leader', '网格长'), ('role', 'full_time', '专职网格员'), ('role', 'part_time', '兼职网格员'),
         ('role', 'assistant', '网格助理'), ('role', 'responsible_helper', '帮扶责任人'), ('role', 'first_secretary', '第一书记'),
         ('role', 'cadre', '包联干部'), ('role', 'department_officer', '部门干部'), ('role', 'party_member', '联户党员'),
         ('role', 'volunteer', '志愿者'),
         ('dimension', 'responsibility', '责任落实'), ('dimension', 'policy', '政策落实'), ('dimension', 'work', '工作落实'),
         ('dimension', 'effect', '巩固成效'), ('dimension', 'data', '数据质量'),
         ('severity', 'general', '一般'), ('severity', 'important', '重要'), ('severity', 'red_line', '红线'),
         ('track', 'township', '乡镇'), ('track', 'department', '部门'),
         ('visit', 'home', '入户'), ('visit', 'phone', '电话'), ('visit', 'video', '视频'),
         ('step', 'home_check', '入户核实'), ('step', 'review', '民主评议'), ('step', 'data_match', '信息比对'),
         ('step', 'publicity', '公示'), ('step', 'town_audit', '乡镇审核'), ('step', 'county_approve', '县级审定'),
         ('step', 'system_entry', '录入系统'), ('step', 'consent', '承诺授权'),
         ('warning', 'dibao', '新增低保'), ('warning', 'tekun', '新增特困'), ('warning', 'temporary_aid', '临时救助'),
         ('warning', 'unsafe_housing', '危房'), ('warning', 'medical_cost', '大额医疗'), ('warning', 'severe_disability', '重度残疾'),
         ('warning', 'dropout', '失学辍学'), ('warning', 'water', '饮水'), ('warning', 'disaster', '灾情'), ('warning', 'other', '其他'),
         ('ledger', 'households', '农户台账'), ('ledger', 'cases', '监测对象台账'), ('ledger', 'measures', '帮扶措施台账'),
         ('ledger', 'visits', '走访台账'), ('ledger', 'registrations', '平台注册台账'), ('ledger', 'matters', '事项台账'),
         ('ledger', 'staff', '人员台账'), ('ledger', 'boundaries', '区划界线'), ('ledger', 'warnings', '部门预警台账'),
         ('ledger', 'findings', '问题台账'), ('ledger', 'assessments', '考核台账'), ('ledger', 'trainings', '培训台账'),
         ('ledger', 'ledgers', '网格台账'), ('ledger', 'persons', '家庭成员台账');

-- When a household has somebody for a duty, and when a member of staff has any household for it: while both the assignment
-- and the office last. What overlaps is one; `first` is NULL where no day says since when.
CREATE TEMP VIEW assigned (duty, who, id, region_id, first, last) AS
  WITH held AS (
    SELECT a.duty, a.household_id, h.region_id AS home, a.staff_id, s.region_id AS post,
           max (coalesce (lb_day (a.started_on), -719162), coalesce (lb_day (s.started_on), -719162)) AS first,
           min (coalesce (lb_day (a.ended_on) + 1, 2147483646), coalesce (lb_day (s.ended_on) + 1, 2147483646)) AS last
      FROM assignment a JOIN staff s ON s.id = a.staff_id JOIN household h ON h.id = a.household_id
  ), span (duty, who, id, region_id, first, last) AS (
    SELECT duty, 'household', household_id, home, first, last FROM held WHERE first < last
    UNION ALL
    SELECT duty, 'staff', staff_id, post, first, last FROM held WHERE first < last
  ), reached AS (
    SELECT *, max (last) OVER (PARTITION BY duty, who, id ORDER BY first, last
                               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach
      FROM span
  ), numbered AS (
    SELECT *, sum (reach IS NULL OR first > reach) OVER (PARTITION BY duty, who, id ORDER BY first, last) AS island
      FROM reached
  )
  SELECT duty, who, id, region_id, nullif (min (first), -719162), max (last) FROM numbered
   GROUP BY duty, who, id, region_id, island;
