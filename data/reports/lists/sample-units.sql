-- id: sample-units
-- title: 抽样名单
-- source: 抽样单元
-- household: 户编号
-- mask: 户主
-- number: 次序
-- number: 入样概率 4
-- date: 走访日期
SELECT u.region_id AS _region, u.household_id AS _household, u.id AS _unit, c.name AS 督导活动, u.drawn_seq AS 次序, p.township AS 乡镇, p.village AS 村,
       h.household_no AS 户编号, h.head_name AS 户主, u.stratum AS 层, u.probability AS 入样概率, lb_day (u.visited_on) AS 走访日期,
       CASE WHEN u.substitute_for IS NOT NULL THEN '替换：' || coalesce (u.substitute_reason, '未写原因') END AS 备注
  FROM sample_unit u JOIN campaign c ON c.id = u.campaign_id JOIN place p ON p.region_id = u.region_id LEFT JOIN household h ON h.id = u.household_id
 ORDER BY u.campaign_id, u.drawn_seq, u.id;
