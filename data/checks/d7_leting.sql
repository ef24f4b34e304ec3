-- id: d7_leting
-- severity: note
-- name.zh: 乐亭县公布数字的内部不一致
-- name.en: Leting: what the published figures leave open
-- message.zh: {zh}
-- message.en: {en}
-- remedy.zh: 引用时按本条说明处理，并向原单位核实
-- remedy.en: say so where the figure is quoted, and ask its author
-- source: 公开材料核算
-- rules: leting

SELECT NULL AS region_id, NULL AS household_id, NULL AS row_table, NULL AS row_id, NULL AS since, NULL AS until, 'breach' AS verdict, zh, en
  FROM (
  SELECT '公布数字均为“余”数，没有分母，不能计算比率' AS zh, 'the published counts are rounded and have no base, so no rate can be made' AS en
  UNION ALL
  SELECT '37 件问题与 128 件服务合计 165 件，原文未列合计', '37 problems and 128 services are 165 together; the total is not printed'
  );
