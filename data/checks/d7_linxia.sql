-- id: d7_linxia
-- severity: note
-- name.zh: 临夏州公布数字的内部不一致
-- name.en: Linxia: what the published figures leave open
-- message.zh: {zh}
-- message.en: {en}
-- remedy.zh: 引用时按本条说明处理，并向原单位核实
-- remedy.en: say so where the figure is quoted, and ask its author
-- source: 公开材料核算
-- rules: linxia

SELECT NULL AS region_id, NULL AS household_id, NULL AS row_table, NULL AS row_id, NULL AS since, NULL AS until, 'breach' AS verdict, zh, en
  FROM (
  SELECT '五类事项的办理时限未公布；本规则集所列为暂定值，请在项目中填入本地时限' AS zh, 'the deadlines of the five classes of matters are not published; those of the rule set stand in for them' AS en
  UNION ALL
  SELECT '城镇网格 300—500 户、约 10 名工作人员，每人 30—50 户，三者相符；城乡网格规模不同，不能直接比较', '300 to 500 households, about ten people, 30 to 50 households each: these agree; urban and rural grids cannot be compared'
  );
