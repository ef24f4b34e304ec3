-- id: d7_jiyang
-- severity: note
-- name.zh: 济阳区公布数字的内部不一致
-- name.en: Jiyang: what the published figures leave open
-- message.zh: {zh}
-- message.en: {en}
-- remedy.zh: 引用时按本条说明处理，并向原单位核实
-- remedy.en: say so where the figure is quoted, and ask its author
-- source: 公开材料核算
-- rules: jiyang

SELECT NULL AS region_id, NULL AS household_id, NULL AS row_table, NULL AS row_id, NULL AS since, NULL AS until, 'breach' AS verdict, zh, en
  FROM (
  SELECT '村级网格 621 个，而村为 577 个，多出 44 个，恰为管区数：621 可能误含 44 个管区网格，也可能另有社区' AS zh, '621 village-level grids, but 577 villages: the 44 more are exactly the number of management areas and may have been counted in' AS en WHERE (SELECT count (*) FROM region WHERE level = 'village') = 577
  UNION ALL
  SELECT '“2600余”个监测网格与 2065 个联户网格不符；2065 + 621 = 2686，可能是两级合计，但原文又与“每村约50户”相连', 'about 2,600 monitoring grids, but 2,065 joint units; 2,065 + 621 = 2,686 may be what is meant' WHERE (SELECT count (*) FROM region WHERE level = 'village') = 577
  UNION ALL
  SELECT '四级网格 7 + 44 + 621 + 2065 = 2737，合计未公布', '7 + 44 + 621 + 2,065 = 2,737; the total is not published' WHERE (SELECT count (*) FROM region WHERE level = 'village') = 577
  UNION ALL
  SELECT '“动态监测户15户41人、边缘易致贫户7户、严重困难户8户”：7 + 8 = 15，15 应为合计；如为三类并列则共 30 户', '15 households (41 persons), 7 marginal, 8 in sudden hardship: 7 + 8 = 15, so 15 is the total, or else there are 30'
  UNION ALL
  SELECT '“2020年8月纳入全国防返贫监测信息系统”：当时系统名称仍为全国扶贫开发信息系统', '“entered into the monitoring system in August 2020”: the system still had its old name then'
  );
