-- id: M02
-- name.zh: 分类落实率
-- name.en: Implementation rate by category
-- group.zh: 帮扶措施
-- group.en: Measures
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: up
-- kind: stock
-- facet: industry 产业帮扶 | industry
-- facet: employment 就业帮扶 | employment
-- facet: finance 金融帮扶 | finance
-- facet: public_post 公益岗位帮扶 | public posts
-- facet: health 健康帮扶 | health
-- facet: compulsory_education 义务教育保障 | compulsory education
-- facet: other_education 其他教育帮扶 | other education
-- facet: safety_net 综合保障 | safety net
-- facet: housing 住房安全保障 | housing
-- facet: water 饮水安全保障 | drinking water
-- facet: social 社会帮扶 | social help
-- facet: relocation 搬迁 | relocation
-- facet: living_conditions 生产生活条件改善 | living conditions
-- facet: infrastructure 基础设施建设 | infrastructure
-- facet: developmental 开发式帮扶 | developmental
-- palette: YlGnBu
-- source.zh: 在册监测户该类已落实措施 ÷ 该类（计划措施 − 不适用 − 已停止）
-- source.en: measures of the category implemented for active monitored households ÷ those of the category (planned − not applicable − stopped)
-- note.zh: 开发式帮扶为产业、就业、金融、公益岗位四类之和；综合保障即兜底保障。
-- note.en: Developmental help is the sum of industry, employment, finance and public posts; the safety net is the guarantee of last resort.

-- Developmental: what earns a living. The other members are the fourteen categories of the national ledger; 综合保障 is
-- the safety net.
WITH counted AS (
  SELECT * FROM measure_span
   WHERE :facet IS NULL OR category = :facet
      OR (:facet = 'developmental' AND category IN ('industry', 'employment', 'finance', 'public_post'))
)
SELECT region_id, first, last, 0 AS numerator, 1 AS denominator, 'measure' AS row_table, measure_id AS row_id FROM counted
UNION ALL
SELECT region_id, implemented, last, 1, 0, 'measure', measure_id FROM counted WHERE implemented < last;
