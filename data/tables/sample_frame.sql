SELECT c.name AS 活动名称, f.design AS 抽样设计, f.seed AS 随机种子, f.frame_size AS 总体户数, f.data_version AS 数据版本
  FROM sample_frame f JOIN campaign c ON c.id = f.campaign_id
 ORDER BY f.id
