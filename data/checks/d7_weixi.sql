-- id: d7_weixi
-- severity: note
-- name.zh: 维西县公布数字的内部不一致
-- name.en: Weixi: what the published figures leave open
-- message.zh: {zh}
-- message.en: {en}
-- remedy.zh: 引用时按本条说明处理，并向原单位核实
-- remedy.en: say so where the figure is quoted, and ask its author
-- source: 公开材料核算
-- rules: weixi

SELECT NULL AS region_id, NULL AS household_id, NULL AS row_table, NULL AS row_id, NULL AS since, NULL AS until, 'breach' AS verdict, zh, en
  FROM (
  SELECT '材料称“覆盖全县农民39154人”，而注册率 91.87% = 35972 户 ÷ 39154，且 39154 ÷ 4286 个网格 = 9.14，与“10户左右”相符：39154 应为户数' AS zh, '39,154 is printed as persons, but 35,972 households ÷ 39,154 = 91.87 % and 39,154 ÷ 4,286 grids = 9.14 only fit households' AS en WHERE (SELECT count (*) FROM household) = 39154
  UNION ALL
  SELECT '计划措施 1510 条、已落实 1053 条，落实率 69.74% 未公布，其余 457 条（30.26%）未作说明', 'of 1,510 planned measures 1,053 are implemented; the rate of 69.74 % is not published and 457 (30.26 %) are not explained' WHERE (SELECT count (*) FROM measure_span WHERE last = 2147483646) = 1510 AND (SELECT count (*) FROM measure_span WHERE last = 2147483646 AND implemented < 2147483646) = 1053
  UNION ALL
  SELECT '71 + 63 + 919 = 1053，但三项占比 6.74%、5.98%、87.27% 相加为 99.99%，系四舍五入', '71 + 63 + 919 = 1,053, but the shares 6.74, 5.98 and 87.27 % add to 99.99 %, by rounding' WHERE (SELECT count (*) FROM measure_span WHERE last = 2147483646 AND implemented < 2147483646) = 1053
  UNION ALL
  SELECT '四级网格只公布了第二至四级（10、80、4286 个），第一级数量未公布', 'of the four tiers only the second to fourth are published (10, 80, 4,286 grids)' WHERE (SELECT count (*) FROM region WHERE level = 'grid') = 4286
  );
