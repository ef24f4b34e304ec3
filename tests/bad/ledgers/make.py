#!/usr/bin/env python3
"""Makes the broken ledgers beside it. Each is wrong in one way; verdicts.txt says what must come of it.

    make.py     writes the files into the folder of this script
"""
import os
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
HOUSEHOLDS = "户编号,户主姓名,乡（镇）,行政村,网格编码,家庭人口数\n"
ROW = "5399020009,癸九,清河镇,西坪村,539902100202001,3\n"
CASES = "户编号,监测对象类别,识别监测时间,风险是否已消除,消除监测时间\n"


def write(name, content):
    with open(os.path.join(HERE, name), "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)


def main():
    write("empty.csv", b"")
    write("mark-only.csv", b"\xef\xbb\xbf")
    write("blank-rows.csv", "\n\n,,,\n \n")
    write("headings-only.csv", HOUSEHOLDS)
    write("nul.csv", (HOUSEHOLDS + ROW).encode() + b"5399020010,\x00,x\n")
    write("open-quote.csv", HOUSEHOLDS + ROW + '5399020010,"壬\n' + ROW * 3)
    write("unknown-headings.csv", "甲,乙,丙\n1,2,3\n")
    write("missing-heading.csv", "户编号,户主姓名,行政村\n1,甲,西坪村\n")
    write("no-headings.csv", ROW * 2)
    write("cut-in-a-row.csv", HOUSEHOLDS + ROW + "5399020010,壬,清河")
    write("cut-in-a-character.csv", (HOUSEHOLDS + ROW).encode() + "5399020010,壬,清河镇,西坪村,,3,村".encode()[:-1])
    write("too-many-cells.csv", HOUSEHOLDS + "5399020009,癸,九,清河镇,西坪村,539902100202001,3\n")
    write("too-many-columns.csv", "户编号" + "," * 4096 + "\n1\n")
    write("scientific.csv", HOUSEHOLDS + "5.39902E+15,癸九,清河镇,西坪村,,3\n" + ROW)
    write("no-such-village.csv", HOUSEHOLDS + "1,癸九,清河镇,西坪岭,,3\n")
    write("two-villages.csv", HOUSEHOLDS.replace("乡（镇）,", "") + "1,癸九,东山村,,3\n")
    write("grid-elsewhere.csv", HOUSEHOLDS + "1,癸九,清河镇,西坪村,539902100201001,3\n")
    write("same-number-twice.csv", HOUSEHOLDS + ROW + ROW)
    write("sizes.csv", HOUSEHOLDS + "".join(f"{i},癸,清河镇,西坪村,,{n}\n" for i, n in
                                             enumerate(["0", "-1", "100", "三", "3.5", "", "9" * 30, "3e1", "3"])))
    write("dates.csv", CASES + "".join(f"5399020001,边缘户,{d},,\n" for d in
                                        ["2023-02-30", "2023", "04/05/2023", "2023.1", "昨天", "99999", "", "2023年2月"]))
    write("cleared-without-date.csv", CASES + "5399020001,边缘户,2023-04,是,\n")
    write("cleared-too-early.csv", CASES + "5399020001,边缘户,2023-04,是,2022-12\n")
    write("no-such-household.csv", CASES + "404,边缘户,2023-04,否,\n")
    write("unknown-class.csv", CASES + "5399020001,贫困户,2023-04,否,\n")
    write("wrong-encoding.csv", (HOUSEHOLDS + ROW).encode() + "5399020010,壬,清河镇,西坪村,,3\n".encode("gb18030") +
          "".join(f"H{i},癸九,清河镇,西坪村,,3\n" for i in range(20)).encode())
    write("formula.csv", HOUSEHOLDS + "1,\"=HYPERLINK(\"\"x\"\")\",清河镇,西坪村,,3\n")
    write("workbook.csv", b"PK\x03\x04\x14\x00\x06\x00")
    write("old-workbook.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64))
    write("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    write("noise.csv", bytes((i * 7919 + i * i * 31) % 251 + 1 for i in range(2000)))
    write("measure-without-day.csv", "户编号,措施类别,计划时间,落实状态,落实时间\n5399020001,产业帮扶,2023-05,已落实,\n")
    typed = HOUSEHOLDS.replace("户主姓名,", "户主姓名,户类型,")
    good = "5399020%03d,甲乙,脱贫户,清河镇,东山村,539902100201001,4\n"
    write("sql-in-names.csv", typed + "5399020009,\"甲'); DROP TABLE household;--\",脱贫户,清河镇,东山村,539902100201001,4\n"
          '5399020010,""" OR 1=1",脱贫户,清河镇,东山村,539902100201001,4\n'
          "5399020011,乙,脱贫户,'; DELETE FROM region;--,东山村,,4\n")
    write("masked-names.csv", typed + "5399020001,甲*,脱贫户,清河镇,东山村,539902100201001,4\n" + good % 2)
    write("mixed-encodings.csv", (typed + "".join(good % i for i in range(100, 120))).encode() + (good % 9).encode("gb18030"))
    money = "户编号,监测对象类别,识别监测时间,合规自付支出,人均纯收入（元）,风险是否已消除,消除监测时间\n"
    write("negative-amounts.csv", money + "5399020001,边缘户,2023-02-01,-500,7000,,\n5399020001,边缘户,2023-03-01,500,7000,,\n")
    write("blank-words.csv", money + "5399020001,边缘户,2023-02-01,NaN,NULL,nan,#N/A\n5399020001,边缘户,2023-03-01,null,None,,n/a\n")
    write("month-numbers.csv", money + "".join(f"5399020001,边缘户,{month},100,7000,,\n" for month in
                                               ["202302.0", "202303", "202313.0"]))
    write("same-heading-twice.csv", CASES.strip() + ",风险是否已消除,识别监测时间\n5399020001,边缘户,2023-02-01,是,2024-01-01,,\n")
    write("wide-brackets.csv", "户编号（国家平台的编号）,监测对象类别,识别监测时间 ,人均纯收入 (元）,风险是否已消除,消除监测时间\n"
          "５３９９０２０００１,边缘户,２０２３-０２-０１,7000,,\n")
    write("totals.csv", HOUSEHOLDS + ROW + "合计,,清河镇,东山村,,7\n")
    write("headings-again.csv", HOUSEHOLDS + ROW + HOUSEHOLDS)
    write("merged-cells.csv", HOUSEHOLDS + "5399020010,壬,清河镇,西坪村,,3\n5399020011,辛,,,,3\n")
    write("titles.csv", "岚岭县农户台账,,,,,\n,,,,单位：户,\n" + HOUSEHOLDS + ROW)
    write("trailing-spaces.csv", HOUSEHOLDS + "5399020009 \u3000,癸九 , 清河镇,西坪村\u00a0,539902100202001 ,3 \n")
    write("full-width.csv", HOUSEHOLDS + "５３９９０２０００９,癸九,清河镇,西坪村,５３９９０２１００２０２００１,３\n")
    write("failed-formula.csv", HOUSEHOLDS + ROW + "5399020010,#REF!,清河镇,西坪村,,3\n")
    listed = "户编号,监测对象类别,识别监测时间,致贫/返贫风险1,风险是否已消除,消除监测时间\n"
    write("joined-lists.csv", listed + '5399020001,边缘户,2023-02-01,"因病,因学、因残",,\n5399020001,边缘户,2023-03-01,"因病,因懒",,\n')


if __name__ == "__main__":
    main()
