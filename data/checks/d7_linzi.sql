-- id: d7_linzi
-- severity: note
-- name.zh: 临淄区公布数字的内部不一致
-- name.en: Linzi: what the published figures leave open
-- message.zh: {zh}
-- message.en: {en}
-- remedy.zh: 引用时按本条说明处理，并向原单位核实
-- remedy.en: say so where the figure is quoted, and ask its author
-- source: 公开材料核算
-- rules: linzi

SELECT NULL AS region_id, NULL AS household_id, NULL AS row_table, NULL AS row_id, NULL AS since, NULL AS until, 'breach' AS verdict, zh, en
  FROM (
  SELECT '“三类群体”（已知困难、突发困难、一老一小）是排查分组，不是国家规定的三类监测对象，不能直接对应' AS zh, 'the three groups are for screening and are not the three legal classes' AS en
  );
