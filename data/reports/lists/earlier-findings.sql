-- id: earlier-findings
-- title: 上次问题整改回头看
-- source: 问题台账、整改台账
-- number: 上次问题
-- number: 已销号
-- number: 其中按期
-- number: 仅一条线
-- number: 未销号
-- number: 其中超期
-- number: 反弹
-- sum: yes
-- Findings that were known on the base date, all without one, and what has become of them; 仅一条线 counts those closed on one of two tracks only.
SELECT s.region_id AS _region, p.township AS 乡镇, count (*) AS 上次问题, sum (s.closed <= :as_of) AS 已销号,
       sum (s.closed <= :as_of AND s.timely) AS 其中按期,
       sum (s.tracks > 1 AND s.closed > :as_of
            AND EXISTS (SELECT 1 FROM rectification_track t WHERE t.finding_id = s.finding_id AND lb_day (t.closed_on) <= :as_of)) AS 仅一条线,
       sum (s.closed > :as_of) AS 未销号, total (s.closed > :as_of AND s.due < :as_of) AS 其中超期,
       sum (EXISTS (SELECT 1 FROM finding f WHERE f.same_as_id = s.finding_id AND lb_day (f.first_seen_on) <= :as_of)) AS 反弹
  FROM finding_state s JOIN place p ON p.region_id = s.region_id JOIN region r ON r.id = s.region_id
 WHERE s.seen <= coalesce (:since, :as_of) GROUP BY s.region_id ORDER BY min (r.pre);
