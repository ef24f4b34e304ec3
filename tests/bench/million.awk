# One million monitoring cases from the households of a county: each falls and rises again at many dates.
#   awk -f million.awk households.csv > cases.csv      (about 113 bytes a row)
BEGIN {
  FS = ","
  print "户编号,监测对象类别,监测人口,发现渠道,识别监测时间,人均纯收入（元）,合规自付支出,致贫/返贫风险1,风险是否已消除,消除监测时间,风险消除方式,备注"
  split("脱贫不稳定户 边缘易致贫户 突发严重困难户", class, " ")
  split("干部排查 农户申报 部门预警", channel, " ")
  split("因病 因学 因残 因意外事故", risk, " ")
}
FNR == 1 { next }
{ gsub(/"/, "", $1); household[n++] = $1 }
END {
  for (i = 0; i < 1000000; i++) {
    turn = int(i / n)
    printf "%s,%s,%d,%s,%04d-%02d-%02d,%d,%d,%s,是,%04d-%02d-%02d,自然消除,\n", household[i % n], class[1 + i % 3], 1 + i % 7,
           channel[1 + i % 3], 1990 + turn, 1 + i % 12, 1 + i % 28, 5000 + i % 3000, i % 20000, risk[1 + i % 4],
           1991 + turn, 1 + i % 12, 1 + i % 28
  }
}
