-- id: M12
-- name.zh: 综合帮扶强度偏差
-- name.en: Over-reliance on the safety net
-- group.zh: 帮扶措施
-- group.en: Measures
-- unit.zh: %
-- unit.en: %
-- scale: 100
-- decimals: 2
-- better: down
-- kind: stock
-- palette: OrRd
-- source.zh: 只落实了综合保障类措施的在册监测户 ÷ 有劳动力的在册监测户
-- source.en: active monitored households with only safety-net measures implemented ÷ active monitored households with labour
-- note.zh: 分子也只计有劳动力的户。劳动力情况不明的户不计；一项也未落实的不算只有保障。
-- note.en: The numerator, too, has only households with labour. Households whose labour is not known are left out; one without any implemented measure does not rely on the safety net.

-- From its first implemented measure of the safety net until the first of any other kind.
WITH done (case_id, net, other) AS (
  SELECT case_id, min (CASE WHEN category = 'safety_net' THEN day END),
         coalesce (min (CASE WHEN category <> 'safety_net' THEN day END), 2147483646)
    FROM case_done GROUP BY case_id
)
SELECT region_id, first, last, 0 AS numerator, 1 AS denominator, 0 AS persons, 'monitoring_case' AS row_table, case_id AS row_id
  FROM case_span WHERE able
UNION ALL
SELECT s.region_id, max (s.first, d.net), min (s.last, d.other), 1, 0, s.persons, 'monitoring_case', s.case_id
  FROM done d CROSS JOIN case_span s ON s.case_id = d.case_id WHERE d.net IS NOT NULL AND s.able;
