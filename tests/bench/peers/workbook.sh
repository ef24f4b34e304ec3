#!/bin/sh
# Reading a workbook beside GDAL's reader: whole processes, in turn, the same file, every cell.
#
#   workbook.sh [ROWS]   (a million rows by ten columns)
#
# One JSON line: seconds, megabytes at the peak, "ratio" ours over the peer's.
set -eu
cd "$(dirname "$0")/../../.."
rows=${1:-1000000}
file=out/bench/workbook-$rows.xlsx
mkdir -p out/bench
[ -f "$file" ] || python3 tests/bench/million-workbook.py "$rows" "$file"
build/tests/bench/bench-workbook "$file" >&2
build/tests/bench/bench-workbook --gdal "$file" >&2
build/tests/bench/bench-run read.workbook "$rows" 3 --peer gdal "build/tests/bench/bench-workbook --gdal $file >/dev/null" -- \
  "build/tests/bench/bench-workbook $file >/dev/null"
