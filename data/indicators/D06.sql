-- id: D06
-- name.zh: 风险类型占比
-- name.en: Share of each risk
-- group.zh: 密度与构成
-- group.en: Density and structure
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: none
-- kind: stock
-- facet: illness 因病 | illness
-- facet: schooling 因学 | schooling
-- facet: disability 因残 | disability
-- facet: disaster 因自然灾害 | natural disaster
-- facet: accident 因意外事故 | accident
-- facet: industry_failure 因产业失败 | failed industry
-- facet: job_instability 因务工就业不稳 | unstable work
-- facet: labour_lack 缺劳动力 | lack of labour
-- facet: housing 因安全住房 | unsafe housing
-- facet: water 因安全饮水 | unsafe water
-- facet: other 其他 | other
-- whole: none
-- palette: BuPu
-- source.zh: 有该项风险的在册监测户 ÷ 全部在册监测户
-- source.en: active monitored households with the risk ÷ all active monitored households
-- note.zh: 一户可有多项风险，各项之和可超过 100%。情况指标，不计名次。
-- note.en: A household can have several risks, so the shares may add up to more than 100%. Describes the situation; not ranked.

SELECT region_id, first, last, 0 AS numerator, 1 AS denominator, 0 AS persons, NULL AS facet, 'monitoring_case' AS row_table, case_id AS row_id
  FROM case_span
UNION ALL
SELECT s.region_id, s.first, s.last, 1, 0, s.persons, r.risk_code, 'monitoring_case', s.case_id
  FROM case_span s JOIN case_threat r ON r.case_id = s.case_id;
