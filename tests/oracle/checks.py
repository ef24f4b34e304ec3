#!/usr/bin/env python3
"""Counts of some checks on the sample county, worked out from its CSV files alone.

    tests/oracle/checks.py > tests/oracle/checks.csv
"""
import calendar
import csv
import datetime
import pathlib

SAMPLE = pathlib.Path(__file__).resolve().parents[2] / "data" / "sample"
DATES = ["2022-12-31", "2024-06-30", "2025-12-31"]
STEPS = ["入户核实时间", "民主评议时间", "信息比对时间", "公示结束时间", "录入系统时间"]


def read(name):
    with open(SAMPLE / name, encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def day(text):
    return datetime.date.fromisoformat(text) if text else None


def months_later(date, months):
    year, month = date.year + (date.month - 1 + months) // 12, (date.month - 1 + months) % 12 + 1
    return datetime.date(year, month, min(date.day, calendar.monthrange(year, month)[1]))


class Case:
    def __init__(self, row):
        self.household = row["户编号"]
        self.clue, self.identified = day(row["线索发现时间"]), day(row["识别监测时间"])
        self.cleared, self.revoked = day(row["消除监测时间"]), day(row["消除回退时间"])
        self.assisted = row["风险消除方式"] == "帮扶消除"
        self.complete = max([self.identified] + [day(row[step]) for step in STEPS if row[step]])
        self.posted, self.removed = day(row["公示开始时间"]), day(row["公示结束时间"])

    def is_cleared(self, as_of):
        return self.cleared and self.cleared <= as_of and not (self.revoked and self.revoked <= as_of)

    def active_since(self, as_of):
        if self.identified > as_of or self.is_cleared(as_of):
            return None
        return self.revoked if self.revoked and self.revoked <= as_of else self.identified


def count(as_of):
    cases = [Case(row) for row in read("cases.csv")]
    no_labour = {row["户编号"] for row in read("households.csv") if row["整户无劳动能力"] == "是"}
    visits = {}
    for row in read("visits.csv"):
        visits.setdefault(row["户编号"], []).append(day(row["走访日期"]))
    gaps = 0
    for case in cases:
        since = case.active_since(as_of)
        if since:
            last = max([since] + [visit for visit in visits.get(case.household, []) if since <= visit <= as_of])
            gaps += months_later(last, 3) < as_of
    known = [case for case in cases if case.identified <= as_of]
    cleared = [case for case in cases if case.is_cleared(as_of) and case.assisted]
    yield "2_11_002", sum(case.cleared < months_later(case.identified, 6) for case in cleared)
    yield "clear_no_labour", sum(case.household in no_labour for case in cleared)
    yield "identify_late", sum(bool(case.clue) and (case.complete - case.clue).days > 15 for case in known)
    yield "matter_late", sum(day(row["应办结日期"]) < as_of and not (row["办结日期"] and day(row["办结日期"]) <= as_of)
                             for row in read("matters.csv"))
    yield "publicity_short", sum(bool(case.posted) and (case.removed - case.posted).days < 5 for case in known)
    yield "visit_gap", gaps


print("as_of,rule,hits")
for date in DATES:
    for rule, hits in count(day(date)):
        print(f"{date},{rule},{hits}")
