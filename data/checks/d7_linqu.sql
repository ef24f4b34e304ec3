-- id: d7_linqu
-- severity: note
-- name.zh: 临朐县公布数字的内部不一致
-- name.en: Linqu: what the published figures leave open
-- message.zh: {zh}
-- message.en: {en}
-- remedy.zh: 引用时按本条说明处理，并向原单位核实
-- remedy.en: say so where the figure is quoted, and ask its author
-- source: 公开材料核算
-- rules: linqu

SELECT NULL AS region_id, NULL AS household_id, NULL AS row_table, NULL AS row_id, NULL AS since, NULL AS until, 'breach' AS verdict, zh, en
  FROM (
  SELECT '“五六个人管7000多人”与“管理上千户、几千人”口径不一；16 个网格管 7000 余人，约为全县每网格户数的两倍' AS zh, 'five or six people for 7,000, or a thousand households and some thousands: loose figures; 16 grids for 7,000 is twice the county’s mean' AS en
  UNION ALL
  SELECT '22.4 万户 ÷ 3470 个网格 = 64.55 户，22.4 万户 ÷ 2.15 万名党员 = 10.42 户，与“10户左右”相符', '224,000 households ÷ 3,470 grids = 64.55; ÷ 21,500 members = 10.42, as “about ten” says'
  );
