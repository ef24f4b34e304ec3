#!/usr/bin/env python3
"""Ledgers that the sample county does not have, so that every indicator has something to count.

  supplement.py SAMPLE-FOLDER OUT-FOLDER

Plans, warnings, findings, trainings, kept ledgers, papers, incomes of the invented households of data/sample, drawn with a
fixed seed: the same files on every machine. Dates are partly known to the month only, as in the field. A county with more
grids gets as many more of each.
"""
import csv
import datetime as dt
import pathlib
import random
import sys

sample, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
chance = random.Random(20251231)
FIRST, LAST = dt.date(2021, 1, 1), dt.date(2025, 12, 31)


def read(name):
    with open(sample / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(name, heading, rows):
    with open(out / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading.split())
        writer.writerows(rows)


def day(first=FIRST, last=LAST):
    return first + dt.timedelta(days=chance.randrange((last - first).days + 1))


def after(date, low, high):
    return date + dt.timedelta(days=chance.randint(low, high))


def text(date, month=0.0):
    """A date, or with the chance `month` only its month; nothing after the end of the data."""
    if date is None or date > LAST:
        return ""
    return date.isoformat()[:7] if chance.random() < month else date.isoformat()


households, cases = read("households.csv"), read("cases.csv")
grid_of = {row["户编号"]: row["网格编码"] for row in households}
numbers = [row["户编号"] for row in households]
monitored = sorted({row["户编号"] for row in cases})
grids = sorted(set(grid_of.values()))
villages = sorted({grid[:12] for grid in grids})
townships = sorted({grid[:9] for grid in grids})
COUNTY = grids[0][:6]
MORE = max(1, len(grids) // 4286)  # times the sample county

plans = [(COUNTY, "", "monthly", 1, "2021-01-01", "")]
plans += [(town, "", "even_month", 1, "2022-03-15", "2025-11-30" if i == 2 else "") for i, town in enumerate(townships[:4])]
weekly = chance.sample(numbers, 80 * MORE)
for number in weekly:
    begin = day(dt.date(2022, 1, 1), dt.date(2025, 6, 1))
    plans.append((grid_of[number], number, "weekly", chance.choice((1, 2)), text(begin), text(after(begin, 100, 1500))))
    if chance.random() < 0.3:
        plans.append((grid_of[number], number, "weekly", 2, text(after(begin, 20, 90)), ""))
write("plans", "region household rhythm n started_on ended_on", plans)

visits = []
for monday in (dt.date(2022, 6, 13), dt.date(2022, 6, 20), dt.date(2024, 2, 19), dt.date(2024, 2, 26), dt.date(2025, 12, 22)):
    for number in weekly:
        for _ in range(chance.randrange(4)):
            visits.append((number, text(monday + dt.timedelta(days=chance.randrange(7)), 0.05), chance.choice(("home", "home", "phone"))))
for number in chance.sample(monitored, 200 * MORE):
    for _ in range(6):
        visits.append((number, text(day(), 0.1), chance.choice(("home", "phone", "video"))))
write("visits", "household visited_on mode", visits)

warnings, checks = [], []
for i in range(700 * MORE):
    number = chance.choice(monitored if chance.random() < 0.5 else numbers)
    pushed = day()
    warnings.append((f"YJ{i:05}", grid_of[number], number if i % 5 else "", "医保局", "medical_cost", text(pushed, 0.1),
                     text(after(pushed, 5, 30)) if i % 3 else ""))
    if chance.random() < 0.8:
        checked = after(pushed, 0, 40)
        if checked <= LAST:
            checks.append((f"YJ{i:05}", 1, text(checked), chance.choice(("enter_case", "already_case", "no_risk", "no_risk"))))
            if chance.random() < 0.4 and after(checked, 1, 9) <= LAST:
                checks.append((f"YJ{i:05}", 2, text(after(checked, 1, 9)) or text(LAST), "no_risk"))
write("warnings", "warning_no region household dept kind pushed_on due_on", warnings)
write("checks", "warning_no round checked_on result", checks)

units, answers, drawn = [], [], {}
for campaign, (begin, end) in {"2022年回头看": (dt.date(2022, 3, 1), dt.date(2022, 6, 30)),
                               "2023年督查": (dt.date(2023, 9, 1), dt.date(2024, 3, 31))}.items():
    drawn[campaign] = chance.sample(monitored, 120 * MORE) + chance.sample(numbers, 40 * MORE)
    for number in dict.fromkeys(drawn[campaign]):
        visited = day(begin, end) if chance.random() < 0.9 else None
        units.append((campaign, grid_of[number], number, text(visited)))
        for item in ("收入", "劳动力", "住房"):
            answers.append((campaign, number, item, "compare" if chance.random() < 0.9 else "awareness",
                            chance.choice((1, 1, 1, 0, "")), text(visited and after(visited, 0, 3)) if chance.random() < 0.5 else ""))
write("units", "campaign region household visited_on", units)
write("answers", "campaign household item kind good answered_on", answers)

findings, tracks, closed = [], [], []
for i in range(420 * MORE):
    campaign = chance.choice(list(drawn))
    number = chance.choice(drawn[campaign]) if i % 3 else ""
    seen = day(dt.date(2022, 1, 10), dt.date(2025, 12, 1))
    same = chance.choice(closed)[0] if closed and i > 250 * MORE and chance.random() < 0.4 else ""
    done = []
    for track in ("township", "department")[: chance.choice((0, 1, 1, 2, 2, 2))]:
        due = after(seen, 10, 120) if chance.random() < 0.85 else None
        end = after(seen, 5, 200) if chance.random() < 0.75 else None
        done.append(text(end, 0.1))
        tracks.append((f"WT{i:05}", track, due.isoformat() if due else "", done[-1]))
    whole = bool(done) and all(done)
    if whole:
        closed.append((f"WT{i:05}", seen))
    findings.append((f"WT{i:05}", campaign, grid_of[number] if number else chance.choice(villages), number,
                     chance.choice(("work", "policy", "data")), chance.choice(("漏纳", "责任", "")), text(seen), same,
                     text(after(seen, 100, 400)) if whole and chance.random() < 0.5 else ""))
write("findings", "finding_no campaign region household dimension category first_seen_on same_as rechecked_on", findings)
write("tracks", "finding_no track due_on closed_on", tracks)

trainings = []
for month in range(60):
    begin = dt.date(2021 + month // 12, month % 12 + 1, 1)
    if begin < dt.date(2022, 2, 1):
        continue
    for _ in range(chance.choice((0, 1, 1, 2))):
        trainings.append((COUNTY, "county_monthly", text(after(begin, 0, 27))))
    for town in townships:
        for _ in range(chance.choice((0, 1, 2, 2, 3))):
            trainings.append((town, "town_monthly", text(after(begin, 0, 27), 0.1)))
    if month % 6 == 0:
        trainings.append((COUNTY, "pre_job", text(after(begin, 0, 27))))
write("trainings", "region kind held_on", trainings)

TYPES = ("real_population", "vulnerable", "special_group", "floating", "key_place", "custom")
kept = []
for grid in chance.sample(grids, 500 * MORE):
    for _ in range(chance.randint(1, 12)):
        kept.append((grid, chance.choice(TYPES), text(day(dt.date(2022, 1, 1)), 0.1)))
kept += [(village, "vulnerable", text(day(dt.date(2022, 1, 1)))) for village in villages[:10]]
write("kept", "region type updated_on", kept)

clearances, papers, flags = [], [], []
ITEMS = ("clearance_form", "measures_form", "assessment_form", "other")
for row in cases:
    key = (row["户编号"], row["识别监测时间"])
    if row["消除监测时间"]:
        if chance.random() < 0.8:
            clearances.append((*key, chance.randint(500000, 1600000) if chance.random() < 0.9 else ""))
        for item in ITEMS:
            if chance.random() < 0.6:
                cleared = dt.date.fromisoformat(row["消除监测时间"])
                papers.append((*key, "clearance", item, "form", text(after(cleared, -40, 40), 0.1), "遗失" if chance.random() < 0.1 else ""))
    for step, kind in (("home_check", "form"), ("review", "minutes"), ("publicity", "notice_photo"), ("review", "photo")):
        if chance.random() < 0.5:
            papers.append((*key, "step", step, kind, "", "未拍" if chance.random() < 0.1 else ""))
    if chance.random() < 0.7:
        flags.append((*key, *(chance.choice((0, 0, 1, "")) for _ in range(4))))
write("clearances", "household identified income_pc_fen", clearances)
write("papers", "household identified subject item kind taken_on missing_reason", papers)
write("flags", "household identified dropout housing_unsafe uninsured water_unsafe", flags)

incomes = []
for number in sorted(set(chance.sample(numbers, 500 * MORE)) | set(chance.sample(monitored, 100 * MORE))):
    for year in (2021, 2022, 2023, 2024, 2025):
        if chance.random() < 0.6:
            incomes.append((number, year, chance.randint(400000, 2500000)))
write("incomes", "household year income_pc_fen", incomes)

places = []
for grid in chance.sample(grids, 60 * MORE):
    places.append((grid, chance.choice(("urban_community", "dedicated", "rural")), chance.choice(("", "2022-01-01", "2023-05")),
                   chance.choice(("", "2024-06-30", "2025-12-30"))))
write("places", "region grid_kind valid_from valid_to", places)

# Rows of a ledger that named no region.
write("rejects", "row reason_code", [(i, "region") for i in range(1, 38)])

staff = [row["人员编号"] for row in read("staff.csv")]
assignments = []
for number in chance.sample(numbers, 300 * MORE) + chance.sample(monitored, 200 * MORE):
    for _ in range(chance.choice((1, 1, 2))):
        begin = day(dt.date(2021, 1, 1), dt.date(2025, 6, 1)) if chance.random() < 0.9 else None
        end = after(begin, 60, 900) if begin and chance.random() < 0.5 else None
        assignments.append((chance.choice(staff), number, chance.choice(("link", "help")), text(begin, 0.1), text(end)))
write("assignments", "staff household duty started_on ended_on", assignments)
