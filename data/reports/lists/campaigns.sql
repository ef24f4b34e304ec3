-- id: campaigns
-- title: 督导活动
-- source: 督导活动
-- public: rows
-- date: 开始
-- date: 结束
SELECT c.id AS _campaign, c.name AS 名称, c.organiser AS 组织单位, c.basis AS 依据, lb_day (c.started_on) AS 开始, lb_day (c.ended_on) AS 结束
  FROM campaign c WHERE coalesce (lb_day (c.started_on), 0) <= :as_of ORDER BY c.started_on DESC, c.id;
