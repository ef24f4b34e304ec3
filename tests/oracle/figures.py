#!/usr/bin/env python3
"""Recounts all indicators but Q04 for three dates from the CSV ledgers alone.

  figures.py SAMPLE-FOLDER SUPPLEMENT-FOLDER AREAS.csv [ONE-GRID-IN] >figures.csv

No code and no query of the program, and another way of counting: the program adds dated changes, this asks, for each date
anew, of each case, measure, finding … what holds on that day, with calendar dates. Q04 counts the hits of the checks, which
have tests of their own. Columns: date, level, code, indicator, numerator, denominator; what is 0 over 0 is left out.
Grids: one in fifty, or in as many as the last word says. Definitions: the header lines of data/indicators; limits: national.ini with weixi.ini.
"""
import calendar
import csv
import datetime as dt
import pathlib
import sys
from collections import Counter, defaultdict
from functools import lru_cache

sample, extra = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
DATES = [dt.date(2022, 6, 30), dt.date(2024, 2, 29), dt.date(2025, 12, 31)]
ONE = dt.timedelta(days=1)
FOREVER = dt.date(9999, 12, 31)


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(None)
def first(text):
    """The first day that a date may mean."""
    if not text:
        return None
    return dt.date.fromisoformat(text if len(text) == 10 else text + "-01")


@lru_cache(None)
def last(text):
    """The day from which a date has certainly come."""
    if not text:
        return None
    if len(text) == 10:
        return dt.date.fromisoformat(text)
    year, month = int(text[:4]), int(text[5:])
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def months(date, n):
    total = date.year * 12 + date.month - 1 + n
    year, month = total // 12, total % 12 + 1
    return dt.date(year, month, min(date.day, calendar.monthrange(year, month)[1]))


def month_end(date):
    return dt.date(date.year, date.month, calendar.monthrange(date.year, date.month)[1])


def later(*dates):
    known = [date for date in dates if date is not None]
    return max(known)


CLASSES = {"脱贫不稳定户": "unstable", "边缘易致贫户": "marginal", "突发严重困难户": "sudden"}
RISKS = {"因病": "illness", "因学": "schooling", "因残": "disability", "因自然灾害": "disaster", "因意外事故": "accident",
         "因产业失败": "industry_failure", "因产业项目失败": "industry_failure", "因务工就业不稳": "job_instability",
         "缺劳动力": "labour_lack", "因缺劳动力": "labour_lack", "因安全住房": "housing", "因住房": "housing", "因安全饮水": "water",
         "因饮水": "water", "其他": "other"}
CATEGORIES = {"产业帮扶": "industry", "就业帮扶": "employment", "金融帮扶": "finance", "公益岗位帮扶": "public_post",
              "健康帮扶": "health", "义务教育保障": "compulsory_education", "其他教育帮扶": "other_education", "综合保障": "safety_net",
              "住房安全保障": "housing", "饮水安全保障": "water", "社会帮扶": "social", "搬迁": "relocation",
              "生产生活条件改善": "living_conditions", "基础设施建设": "infrastructure"}
DEVELOPMENTAL = {"industry", "employment", "finance", "public_post"}
ACCEPTABLE = {"illness": {"health", "safety_net", "social"}, "schooling": {"other_education", "compulsory_education", "social"},
              "disability": {"safety_net", "social"}, "housing": {"housing", "relocation"}, "water": {"water"}}
MATTERS = {"简易": "simple", "一般": "general", "重大": "major", "疑难": "difficult", "跨县": "cross_county"}
MATTER_DAYS = {"simple": 3, "general": 7, "major": 15, "difficult": 30, "cross_county": 60}
LINES = {2020: 600000, 2023: 750000, 2025: 840000}
ORDER = [("home_check", "review"), ("review", "publicity"), ("publicity", "system_entry"), ("home_check", "data_match"),
         ("data_match", "system_entry")]
STEPS = {"home_check": ("入户核实时间",) * 2, "review": ("民主评议时间",) * 2, "data_match": ("信息比对时间",) * 2,
         "publicity": ("公示开始时间", "公示结束时间"), "system_entry": ("录入系统时间",) * 2}
STEP_PAPERS = {("home_check", "form"), ("review", "minutes"), ("publicity", "notice_photo")}
CLEAR_PAPERS = {"clearance_form", "measures_form", "assessment_form"}
LEDGERS = {"real_population", "vulnerable", "special_group", "floating", "key_place"}


def line(date):
    return LINES[max(year for year in LINES if year <= date.year)]


def closed_over(pairs):
    pairs = set(pairs)
    while True:
        more = {(a, d) for a, b in pairs for c, d in pairs if b == c} - pairs
        if not more:
            return pairs
        pairs |= more


class Case:
    def __init__(self, row):
        self.row = row
        self.household = row["户编号"]
        self.identified = last(row["识别监测时间"])
        self.cleared = last(row["消除监测时间"])
        self.revoked = last(row["消除回退时间"])
        if self.cleared:
            self.cleared = later(self.identified, self.cleared)
        if self.revoked:
            self.revoked = later(self.identified, self.cleared, self.revoked)
        self.persons = int(row["监测人口"])
        self.kind = CLASSES[row["监测对象类别"]]
        self.risks = {RISKS[row[f"致贫/返贫风险{i}"]] for i in range(1, 6) if row.get(f"致贫/返贫风险{i}")}
        self.measures = []
        self.papers = []
        self.flags = None

    def since(self, date):
        """The day since which the case is active on the date, or None."""
        if self.revoked and self.revoked <= date:
            return self.revoked
        if self.cleared and self.cleared <= date:
            return None
        return self.identified if self.identified <= date else None

    def begins(self):
        begun = [self.identified] if not self.cleared or self.cleared > self.identified else []
        return begun + ([self.revoked] if self.revoked else [])


class Measure:
    def __init__(self, row):
        self.category = CATEGORIES[row["措施类别"]]
        self.planned, self.due = last(row["计划时间"]), last(row["应完成时间"])
        self.state, self.changed = row["落实状态"], last(row["落实时间"])

    def in_plan(self, date):
        gone = self.state in ("已停止", "不适用") and self.changed <= date
        return self.planned <= date and not gone

    def done(self, date):
        return self.state == "已落实" and self.changed <= date and self.planned <= date


households = {row["户编号"]: row for row in rows(sample / "households.csv")}
place = {number: row["网格编码"] for number, row in households.items()}
size = {number: int(row["家庭人口数"]) for number, row in households.items()}
cases = [Case(row) for row in rows(sample / "cases.csv")]
of_household = defaultdict(list)
for case in cases:
    of_household[case.household].append(case)
for row in rows(sample / "measures.csv"):
    known = sorted(of_household[row["户编号"]], key=lambda case: case.identified)
    before = [case for case in known if case.identified <= last(row["计划时间"])]
    (before[-1] if before else known[0]).measures.append(Measure(row))
case_by_key = {(case.household, case.row["识别监测时间"]): case for case in cases}
for row in rows(extra / "papers.csv"):
    case_by_key[row["household"], row["identified"]].papers.append(row)
for row in rows(extra / "flags.csv"):
    case_by_key[row["household"], row["identified"]].flags = row
clear_income = {(row["household"], row["identified"]): int(row["income_pc_fen"])
                for row in rows(extra / "clearances.csv") if row["income_pc_fen"]}
visits = [(row["户编号"], row["走访日期"], row["走访方式"] == "入户") for row in rows(sample / "visits.csv")]
visits += [(row["household"], row["visited_on"], row["mode"] == "home") for row in rows(extra / "visits.csv") if row["visited_on"]]
visit_days = defaultdict(set)
for number, date, _ in visits:
    visit_days[number].add(last(date))
plans = rows(extra / "plans.csv")
tracks = defaultdict(list)
for row in rows(extra / "tracks.csv"):
    tracks[row["finding_no"]].append(row)
findings = {row["finding_no"]: row for row in rows(extra / "findings.csv")}
rounds = {row["warning_no"]: row for row in rows(extra / "checks.csv") if row["round"] == "1"}
second_rounds = {row["warning_no"]: row for row in rows(extra / "checks.csv") if row["round"] == "2"}
checks = rows(extra / "checks.csv")
warnings = {row["warning_no"]: row for row in rows(extra / "warnings.csv")}
incomes = defaultdict(dict)
for row in rows(extra / "incomes.csv"):
    incomes[row["household"]][int(row["year"])] = int(row["income_pc_fen"])
places = {row["region"]: row for row in rows(extra / "places.csv")}
grids = sorted(set(place.values()))
COUNTY = grids[0][:6]
townships = sorted({grid[:9] for grid in grids})
staff = rows(sample / "staff.csv")
matters = rows(sample / "matters.csv")
staff_by_number = {row["人员编号"]: row for row in staff}
assigned = defaultdict(list)
for row in rows(extra / "assignments.csv"):
    assigned[row["household"]].append(row)
names = {}  # (township, village) by name → code
for row in households.values():
    names[row["乡（镇）"], row["行政村"]] = row["网格编码"][:12]
    names[row["乡（镇）"], ""] = row["网格编码"][:9]


def spot(row):
    return row["网格编码"] or names[row["乡（镇）"], row["行政村"]]


def stands(grid, date):
    row = places.get(grid, {})
    begin, end = last(row.get("valid_from")), last(row.get("valid_to"))
    return (begin is None or begin <= date) and (end is None or date <= end)


def ended(region, date):
    """One that no longer stands has no figures; it counts above."""
    end = last(places.get(region, {}).get("valid_to"))
    return end is not None and end < date


class Tally:
    """Numerators and denominators by code of the region, of one indicator."""
    def __init__(self):
        self.top, self.base = Counter(), Counter()

    def add(self, code, top, base=1):
        self.top[code] += top
        self.base[code] += base


def held(duty, row, date):
    """While both the assignment and the office last."""
    office = staff_by_number[row["staff"]]
    begun, ended = (last(row["started_on"]), last(office["任职日期"])), (last(row["ended_on"]), last(office["离任日期"]))
    return row["duty"] == duty and all(day is None or day <= date for day in begun) and all(day is None or date <= day for day in ended)


def count_links(date, result):
    linkers = set()
    for number, ours in assigned.items():
        linked = [row["staff"] for row in ours if held("link", row, date)]
        linkers.update(linked)
        result["G04"].top[place[number]] += bool(linked)
    for number in linkers:
        result["G04"].base[spot(staff_by_number[number])] += 1


def count_cases(date, result):
    for number, grid in place.items():
        for name in ("D02", "G06", "P01", "I06", "I08"):
            result[name].base[grid] += 1
        result["D03"].base[grid] += size[number]
        result["G01"].top[grid] += 1
        result["G06"].top[grid] += stands(grid, date)
    for case in cases:
        grid, since = place[case.household], case.since(date)
        if end_before(date, 12) < case.identified <= date:
            result["I08"].top[grid] += 1
        if case.identified <= date:
            result["D07"].add(grid, since is not None)
            result["C01"].add(grid, since is None)
            count_identification(case, grid, date, result)
        if case.cleared and case.cleared <= date:
            count_clearance(case, grid, date, result)
        if since is None:
            continue
        result["D01"].top[grid] += 1
        result["D02"].top[grid] += 1
        result["D03"].top[grid] += case.persons
        result["D08"].add(grid, case.persons)
        result["M10"].add(grid, any(held("help", row, date) for row in assigned[case.household]))
        for kind in CLASSES.values():
            result["D05:" + kind].add(grid, case.kind == kind)
        for risk in set(RISKS.values()):
            result["D06:" + risk].add(grid, risk in case.risks)
        count_measures(case, grid, since, date, result)
        start = max([since] + [day for day in visit_days[case.household] if since < day <= date])
        result["V05"].add(grid, date > months(start, 3))


def count_identification(case, grid, date, result):
    row = case.row
    clue, done = row["线索发现时间"], row["识别监测时间"]
    if clue:
        late = first(done) > last(clue) + 15 * ONE
        if late or last(done) <= first(clue) + 15 * ONE:
            result["I01"].add(grid, late)
    steps = {code: (row[a], row[b]) for code, (a, b) in STEPS.items() if row[a] or row[b]}
    pairs = [(a, b) for a, b in closed_over(ORDER) if a in steps and b in steps]
    if pairs:
        breaches = 0
        for a, b in pairs:
            ended, begun = steps[a][1] or steps[a][0], steps[b][0] or steps[b][1]
            known = later(case.identified, last(ended), last(begun)) <= date
            breaches += first(ended) > last(begun) and known
        result["I03"].add(grid, breaches)
    begin, end = steps.get("publicity", ("", ""))
    if begin and end and last(end) <= date:  # and the case is identified: who is still posted is none yet
        short = last(end) < first(begin) + 5 * ONE
        if short or first(end) >= last(begin) + 5 * ONE:
            result["I04"].add(grid, short)
    here = {code for code, (a, b) in steps.items() if later(case.identified, last(b or a)) <= date}
    papers = {(paper["item"], paper["kind"]) for paper in case.papers if paper["subject"] == "step" and not paper["missing_reason"]}
    result["I05"].add(grid, len(here) + len(papers & STEP_PAPERS), 8)
    filled = 1 + bool(case.risks) + bool(row["人均纯收入（元）"])
    if case.flags:
        filled += sum(case.flags[name] != "" for name in ("dropout", "housing_unsafe", "uninsured", "water_unsafe"))
    result["Q01"].add(grid, filled, 7)


def count_clearance(case, grid, date, result):
    papers = {paper["item"] for paper in case.papers
              if paper["subject"] == "clearance" and not paper["missing_reason"] and (last(paper["taken_on"]) or case.cleared) <= date}
    result["C02"].add(grid, len(papers & CLEAR_PAPERS), 3)
    begin, end = case.row["识别监测时间"], case.row["消除监测时间"]
    back = case.revoked is not None and case.revoked <= date
    result["C05"].add(grid, back)
    bare = households[case.household]["整户无劳动能力"]
    if case.row["风险消除方式"] == "帮扶消除" and bare and not back:
        result["C07"].add(grid, bare == "是")
    if case.row["风险消除方式"] == "帮扶消除":
        short = case.cleared < months(first(begin), 6)
        if short or first(end) >= months(last(begin), 6):
            result["C03"].add(grid, short)
    income = clear_income.get((case.household, begin))
    if income is not None:
        result["C06"].add(grid, income < line(case.cleared))


def count_measures(case, grid, since, date, result):
    for measure in case.measures:
        if not measure.in_plan(date):
            continue
        done = measure.done(date)
        groups = ["M01", "M02", "M02:" + measure.category]
        if measure.category in DEVELOPMENTAL:
            groups.append("M02:developmental")
        for name in groups:
            result[name].add(grid, done)
        overdue = measure.due is not None and measure.due < date and not done
        result["M05"].add(grid, overdue)
        if measure.due is not None and measure.due <= date:
            result["M06"].add(grid, overdue)
    helped = {measure.category for measure in case.measures if measure.done(date)}
    if months(case.identified, 1) <= date:
        result["M07"].add(grid, not helped)
    home = households[case.household]
    able = int(home["劳动力人数"]) > 0 if home["劳动力人数"] else home["整户无劳动能力"] == "否" if home["整户无劳动能力"] else None
    if able:
        result["M08"].add(grid, bool(helped & DEVELOPMENTAL))
        result["M12"].add(grid, helped == {"safety_net"})
    for risk in case.risks & set(ACCEPTABLE):
        result["M09"].add(grid, bool(helped & ACCEPTABLE[risk]))


def active(number, date):
    return any(case.since(date) is not None for case in of_household[number])


def count_suspects(date, result):
    suspects = set()

    def signal(number, day):
        taken_up = any(day < begin <= date for case in of_household[number] for begin in case.begins())
        if day <= date and not active(number, day) and not taken_up:
            suspects.add(number)

    for row in checks:
        number = warnings[row["warning_no"]]["household"]
        if row["result"] == "enter_case" and number:
            signal(number, last(row["checked_on"]))
    for row in findings.values():
        if row["household"] and row["category"] in ("漏纳", "应纳未纳"):
            signal(row["household"], last(row["first_seen_on"]))
    for number, years in incomes.items():
        stated = [year for year in years if dt.date(year, 12, 31) <= date]
        if stated and years[max(stated)] < line(dt.date(max(stated), 12, 31)):
            signal(number, dt.date(max(stated), 12, 31))
    for number in suspects:
        result["I06"].top[place[number]] += 1


def targets(rhythm, day):
    """Household → most visits asked for, of the plans that stand on the day."""
    asked = {}
    for row in plans:
        if row["rhythm"] != rhythm or not first(row["started_on"]) <= day or (row["ended_on"] and last(row["ended_on"]) < day):
            continue
        if row["household"]:
            numbers = [row["household"]]
        else:
            numbers = [case.household for case in cases if case.since(day) and place[case.household].startswith(row["region"])]
        for number in numbers:
            asked[number] = max(asked.get(number, 0), int(row["n"]))
    return asked


def count_visits(date, result):
    sunday = date - ((date.weekday() + 1) % 7) * ONE
    week = Counter(number for number, day, home in visits if home and len(day) == 10 and sunday - 6 * ONE <= last(day) <= sunday)
    for number, n in targets("weekly", sunday).items():
        result["V01"].add(place[number], week[number] >= n)
    end = date if date == month_end(date) else date.replace(day=1) - ONE
    seen = {number for number, day, _ in visits if month_end(last(day)) == end}
    for number in targets("monthly", end):
        result["V02"].add(place[number], number in seen)
    if end.month % 2:
        end = end.replace(day=1) - ONE
    seen = {number for number, day, home in visits if home and month_end(last(day)) == end}
    for number in targets("even_month", end):
        result["V03"].add(place[number], number in seen)


def count_visit_ways(date, result):
    sample_rows = [(row["户编号"], row["走访日期"], row["走访方式"] == "入户", row["看查听帮"]) for row in rows(sample / "visits.csv")]
    extra_rows = [(row["household"], row["visited_on"], row["mode"] == "home", "") for row in rows(extra / "visits.csv") if row["visited_on"]]
    for number, day, home, actions in sample_rows + extra_rows:
        if end_before(date, 12) < last(day) <= date:
            result["V06"].add(place[number], not home)
            if home and actions:
                result["V07"].add(place[number], set(actions) == set("看查听帮"))


def count_services(date, result):
    registered = {row["户编号"] for row in rows(sample / "registrations.csv") if last(row["注册日期"]) <= date}
    for number in registered:
        result["P01"].top[place[number]] += 1
    earliest = {}
    for row in sorted(rows(sample / "registrations.csv"), key=lambda row: last(row["注册日期"])):
        if row["是否代办"] and last(row["注册日期"]) <= date:
            earliest.setdefault(row["户编号"], row["是否代办"])
    for number, proxy in earliest.items():
        result["P02"].add(place[number], proxy == "是")
    for row in staff:
        begun, ended = last(row["任职日期"]), last(row["离任日期"])
        if row["角色"] in ("专职网格员", "兼职网格员") and (begun is None or begun <= date) and (ended is None or date <= ended):
            result["G01"].base[spot(row)] += 1
    for row in matters:
        code, received, done = spot(row), last(row["受理日期"]), last(row["办结日期"])
        if received <= date:
            result["A01"].add(code, done is not None and later(done, received) <= date)
        rated = row["满意度"]
        if rated and later(received, done) <= date:
            result["A04"].add(code, int(rated) >= 4)
        kind = MATTERS.get(row["事项类别"])
        due = last(row["应办结日期"]) or (kind and received + MATTER_DAYS[kind] * ONE)
        if due and later(due, received) <= date:
            timely = done is not None and later(done, received) <= later(due, received)
            for name in ["A02"] + (["A02:" + kind] if kind else []):
                result[name].add(code, timely)
    for number, row in warnings.items():
        pushed = last(row["pushed_on"])
        due = later(pushed, last(row["due_on"]) or pushed + 15 * ONE)
        checked = later(pushed, last(rounds[number]["checked_on"])) if number in rounds else FOREVER
        if due <= date:
            result["W01"].add(row["region"], checked <= date)
            result["W02"].add(row["region"], checked <= due)
        if checked <= date:
            ruling = rounds[number]
            again = second_rounds.get(number)
            if again and later(checked, last(again["checked_on"])) <= date:
                ruling = again
            result["W04"].add(row["region"], ruling["result"] == "enter_case")


def count_grids(date, result):
    homes, people = Counter(place.values()), Counter()
    for number, grid in place.items():
        people[grid] += size[number]
    for grid in grids:
        if not stands(grid, date):
            continue
        kind = places.get(grid, {}).get("grid_kind") or "rural"
        if kind == "dedicated":
            continue
        wrong = homes[grid] > 20 if kind == "rural" else homes[grid] < 9 or people[grid] > 36
        result["G02"].add(grid, wrong)
        result["G03"].add(grid, not wrong)
    manned = set()
    for row in staff:
        begun, ended = last(row["任职日期"]), last(row["离任日期"])
        if row["角色"] in ("专职网格员", "兼职网格员") and (begun is None or begun <= date) and (ended is None or date <= ended):
            manned.add(spot(row))
    for grid in grids:
        if stands(grid, date):
            result["G08"].add(grid, grid not in manned)
    kept = rows(extra / "kept.csv")
    if date < min((last(row["updated_on"]) for row in kept), default=FOREVER):
        return
    fresh = {(row["region"], row["type"]) for row in kept if last(row["updated_on"]) <= date <= months(last(row["updated_on"]), 3)}
    for grid in grids:
        if stands(grid, date):
            result["B01"].add(grid, sum((grid, kind) in fresh for kind in LEDGERS), 5)


def count_training(date, result):
    held = Counter((row["region"], row["kind"], month_end(last(row["held_on"]))) for row in rows(extra / "trainings.csv"))
    end = date if date == month_end(date) else date.replace(day=1) - ONE
    if end < min((month for _, _, month in held), default=FOREVER):
        return
    for code, kind, n in [(COUNTY, "county_monthly", 1)] + [(town, "town_monthly", 2) for town in townships]:
        for name in ("S03", "S03:" + kind):
            result[name].add(code, min(n, held[code, kind, end]), n)


def count_findings(date, result):
    def state(number):
        ours, seen = tracks[number], last(findings[number]["first_seen_on"])
        dues = [last(track["due_on"]) for track in ours if track["due_on"]]
        ends = [last(track["closed_on"]) for track in ours if track["closed_on"]]
        return seen, later(seen, *dues) if dues else None, later(seen, *ends) if ours and len(ends) == len(ours) else None

    back = {}
    for row in findings.values():
        if row["same_as"]:
            ended, again = state(row["same_as"])[2], last(row["first_seen_on"])
            if ended and again >= ended and again <= date:
                back[row["same_as"]] = True
    for number, row in findings.items():
        code, (seen, due, ended) = row["region"], state(number)
        over = ended is not None and ended <= date
        if due and due <= date:
            result["R01"].add(code, over)
            late = any(track["due_on"] and track["closed_on"] and last(track["closed_on"]) > last(track["due_on"]) for track in tracks[number])
            result["R02"].add(code, ended is not None and not late)
        if due and seen <= date:
            result["R05"].add(code, due < date and not over)
        if len(tracks[number]) == 2 and seen <= date:
            result["R03"].add(code, over)
        if ended is not None:
            rechecked = row["rechecked_on"] and later(ended, last(row["rechecked_on"])) <= date
            if rechecked or number in back:
                result["R04"].add(code, number in back)


def count_look_back(date, result):
    visited = {(row["campaign"], row["household"]): last(row["visited_on"]) for row in rows(extra / "units.csv") if row["visited_on"]}
    for (_, number), day in visited.items():
        if day <= date:
            result["L01"].add(place[number], 0)
    for row in findings.values():
        day = visited.get((row["campaign"], row["household"]))
        if day and later(day, last(row["first_seen_on"])) <= date:
            result["L01"].add(place[row["household"]], 1, 0)
    for row in rows(extra / "answers.csv"):
        day = last(row["answered_on"]) or visited.get((row["campaign"], row["household"]))
        if row["kind"] == "compare" and row["good"] and day and day <= date:
            result["L02"].add(place[row["household"]], int(row["good"]))


def count_matching(result):
    named = list(place.values()) + [spot(row) for row in matters + staff]
    for name in ("warnings", "findings", "trainings", "kept"):
        named += [row["region"] for row in rows(extra / f"{name}.csv")]
    for code in named:
        result["Q03"].add(code, 1)
    result["Q03"].add(COUNTY, 0, sum(row["reason_code"] == "region" for row in rows(extra / "rejects.csv")))


def monthly_clearances(date, digits):
    """Code → clearances below it in each of the twelve months that end on the date."""
    tally = defaultdict(Counter)
    ends = [end_before(date, m) for m in range(13)]
    for case in cases:
        for m in range(12):
            if case.cleared and ends[m + 1] < case.cleared <= ends[m]:
                tally[place[case.household][:digits]][m] += 1
    return tally


def end_before(date, n):
    moved = months(date, -n)
    return month_end(moved) if date == month_end(date) else moved


def main():
    areas = {row["code"]: float(row["area_km2"]) for row in rows(sys.argv[3])} if sys.argv[3:] else {}
    one_in = int(sys.argv[4]) if sys.argv[4:] else 50
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["date", "level", "code", "indicator", "numerator", "denominator"])
    lists = {"county": (6, [COUNTY]), "township": (9, townships), "village": (12, sorted({grid[:12] for grid in grids})),
             "grid": (15, grids[one_in - 1 :: one_in])}
    for date in DATES:
        result = defaultdict(Tally)
        count_cases(date, result)
        count_links(date, result)
        count_suspects(date, result)
        count_visits(date, result)
        count_visit_ways(date, result)
        count_services(date, result)
        count_grids(date, result)
        count_training(date, result)
        count_findings(date, result)
        count_look_back(date, result)
        count_matching(result)
        for level, (digits, listed) in lists.items():
            codes = [code for code in listed if not ended(code, date)]
            for name in sorted(result):
                top, base = Counter(), Counter()
                for code, n in result[name].top.items():
                    top[code[:digits] if len(code) >= digits else None] += n
                for code, n in result[name].base.items():
                    base[code[:digits] if len(code) >= digits else None] += n
                for code in codes:
                    below = areas[code] if name == "D01" else base[code]
                    if top[code] or below:
                        writer.writerow([date, level, code, name, int(top[code]), below])
            known = set(codes)
            for code, months_of in sorted(monthly_clearances(date, digits).items()):
                if code in known:
                    writer.writerow([date, level, code, "C04", max(months_of.values()), sum(months_of.values())])


main()
