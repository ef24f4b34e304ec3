#!/usr/bin/env python3
"""Writes the same ledger of invented people in three forms beside it: ledger.csv, ledger.xls (python3-xlwt) and ledger.ods.

Texts of digits, days, months, halves, a sheet of notes before the ledger, and one behind it that is hidden.
"""
import csv
import datetime
import os
import zipfile
from xml.sax.saxutils import escape

import xlwt

HERE = os.path.dirname(os.path.abspath(__file__))
DAY = datetime.date
NOTES = [["填报说明"], ["本表人名均为虚构"]]
LEDGER = [
    ["岚岭县监测对象台账"],
    [],
    ["户编号", "监测对象类别", "监测人口", "识别监测时间", "人均纯收入（元）", "合规自付支出", "风险是否已消除", "消除监测时间", "备注"],
    ["539902000123456789", "边缘易致贫户", 4, DAY(2023, 4, 5), 6999.5, 0, "是", DAY(2024, 2, 29), "0012"],
    ["000000000000000017", "脱贫不稳定户", 2, "202304", 7300, 1234.56, "否", "", " 逗号,和“引号”"],
    ["539902198001010018", "突发严重困难户", 1, DAY(2025, 12, 31), -120.25, 20000, "", "", "两\n行"],
]
OLD = [["户编号", "监测对象类别"], ["1", "边缘易致贫户"]]
SHEETS = [("说明", NOTES, False), ("监测对象", LEDGER, False), ("旧表", OLD, True)]


def write_csv(path):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(LEDGER)


def write_xls(path):
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for name, rows, hidden in SHEETS:
        sheet = book.add_sheet(name)
        sheet.visibility = 1 if hidden else 0
        for i, row in enumerate(rows):
            for k, value in enumerate(row):
                if isinstance(value, DAY):
                    sheet.write(i, k, value, day)
                elif value != "":
                    sheet.write(i, k, value)
    book.save(path)


def ods_cell(value):
    if value == "":
        return "<table:table-cell/>"
    if isinstance(value, DAY):
        return (f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}">'
                f"<text:p>{value.year}年{value.month}月{value.day}日</text:p></table:table-cell>")
    if isinstance(value, str):
        lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value:,}</text:p></table:table-cell>'


def write_ods(path):
    urn = "urn:oasis:names:tc:opendocument:xmlns:"
    tables = "".join(
        f'<table:table table:name="{name}">' + "".join(
            "<table:table-row>" + ("".join(ods_cell(value) for value in row) or "<table:table-cell/>") + "</table:table-row>"
            for row in rows) + "</table:table>" for name, rows, _ in SHEETS)
    content = (f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{urn}office:1.0" '
               f'xmlns:table="{urn}table:1.0" xmlns:text="{urn}text:1.0" office:version="1.2"><office:body>'
               f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>")
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (f'<manifest:manifest xmlns:manifest="{urn}manifest:1.0" manifest:version="1.2">'
                f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
                '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
    with zipfile.ZipFile(path, "w") as book:
        for name, text in [("mimetype", kind), ("content.xml", content), ("META-INF/manifest.xml", manifest)]:
            entry = zipfile.ZipInfo(name)  # without a date of today: the same bytes each time
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            book.writestr(entry, text)


if __name__ == "__main__":
    write_csv(os.path.join(HERE, "ledger.csv"))
    write_xls(os.path.join(HERE, "ledger.xls"))
    write_ods(os.path.join(HERE, "ledger.ods"))
