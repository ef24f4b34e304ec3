-- id: sample-frames
-- title: 抽样设计与随机种子
-- source: 抽样框
-- public: rows
-- number: 抽样框单元数
SELECT f.id AS _frame, c.name AS 督导活动, f.design AS 设计, f.seed AS 随机种子, f.frame_size AS 抽样框单元数, f.data_version AS 数据版本
  FROM sample_frame f JOIN campaign c ON c.id = f.campaign_id ORDER BY f.id;
