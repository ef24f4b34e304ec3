#!/usr/bin/env python3
"""A workbook of ROWS rows by ten columns, as spreadsheets write it: texts shared, most of them met once, days as numbers.

    million-workbook.py ROWS FILE.xlsx
"""
import sys
import zipfile

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
HEADINGS = ["户编号", "姓名", "证件号码", "乡（镇）", "行政村", "网格编码", "家庭人口数", "出生日期", "人均纯收入（元）", "与户主关系"]


def relation(number, kind, target):
    return f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def main():
    rows, path = int(sys.argv[1]), sys.argv[2]
    texts, order = {}, []

    def shared(text):
        if text not in texts:
            texts[text] = len(order)
            order.append(text)
        return texts[text]

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as book:
        types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        book.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                      f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
                      f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/></Types>')
        book.writestr("_rels/.rels", RELATIONS % relation(1, "officeDocument", "xl/workbook.xml"))
        book.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
                                         '<sheet name="人口" sheetId="1" r:id="rId1"/></sheets></workbook>')
        book.writestr("xl/_rels/workbook.xml.rels",
                      RELATIONS % (relation(1, "worksheet", "worksheets/sheet1.xml") + relation(2, "styles", "styles.xml") +
                                   relation(3, "sharedStrings", "sharedStrings.xml")))
        book.writestr("xl/styles.xml", f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/>'
                                       '</cellXfs></styleSheet>')
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            sheet.write(('<row r="1" spans="1:10">' + "".join(
                f'<c r="{chr(65 + i)}1" t="s"><v>{shared(h)}</v></c>' for i, h in enumerate(HEADINGS)) + "</row>").encode())
            for i in range(2, rows + 2):
                cells = [("A", f"5399{i // 3:014d}"), ("B", f"甲{chr(0x4E00 + i % 5000)}{chr(0x4E00 + i // 5000 % 300)}"),
                         ("C", f"539902{19400101 + i % 600000}{i % 10000:04d}"), ("D", f"镇{i % 13}"), ("E", f"村{i % 170}"),
                         ("F", f"539902{i % 4286:09d}"), ("J", ["户主", "配偶", "之子"][i % 3])]
                line = [f'<c r="{c}{i}" t="s"><v>{shared(t)}</v></c>' for c, t in cells]
                line.insert(6, f'<c r="G{i}"><v>{1 + i % 7}</v></c><c r="H{i}" s="1"><v>{20000 + i % 25000}</v></c>'
                               f'<c r="I{i}"><v>{5000 + i % 20000 / 100}</v></c>')
                sheet.write((f'<row r="{i}" spans="1:10">' + "".join(line) + "</row>").encode())
            sheet.write(b"</sheetData></worksheet>")
        with book.open("xl/sharedStrings.xml", "w") as strings:
            strings.write(f'<sst xmlns="{MAIN}" uniqueCount="{len(order)}">'.encode())
            for text in order:
                strings.write(f"<si><t>{text}</t></si>".encode())
            strings.write(b"</sst>")


if __name__ == "__main__":
    main()
