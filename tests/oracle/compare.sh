#!/bin/sh
# All indicators at three dates and every level against the recount of figures.py, on a county of any size:
#   tests/oracle/compare.sh SIZE [ONE-GRID-IN]        SIZE is S or M, or the folder of a county that is there
# M takes some ten minutes, most of it the recount, and 2 GB. Needs python3, ogr2ogr, Planimeter (as areas.py does) and a built tree.
# Writes to out/oracle/; the last line counts what agrees. Grids: one in ten if not said otherwise.
set -eu
cd "$(dirname "$0")/../.."
size=$1 one_in=${2:-10}
case $size in
  S) data=data/sample ;;
  M) data=out/oracle/M-county; [ -f "$data/cases.csv" ] || build/tests/county/county --size M --out "$data" ;;
  *) data=$size size=$(basename "$size") ;;
esac
export LOOKBACK_DATA_DIR=$PWD/data
work=out/oracle/$size project=out/oracle/$size.gpkg
rm -rf "$project" "$project"-wal "$project"-shm
mkdir -p "$work/supplement"
build/lookback new "$project" --name 岚岭县 --code 539902 --rules weixi >/dev/null
for file in township.shp village.shp grid.shp households.csv cases.csv measures.csv visits.csv registrations.csv matters.csv staff.csv; do
  build/lookback import "$project" "$data/$file" >/dev/null 2>&1
done
python3 tests/oracle/supplement.py "$data" "$work/supplement"
# Codes whose areas are wanted: all but the grids, and of those one in so many.
awk -F, -v n="$one_in" 'NR > 1 {print $(c)} NR == 1 {for (i = 1; i <= NF; i++) if ($i ~ /网格编码/) c = i}' "$data/households.csv" |
  sort -u | awk -v n="$one_in" 'BEGIN {print "code"} {print substr($0, 1, 6); print substr($0, 1, 9); print substr($0, 1, 12)} NR % n == 0' |
  sort -ur >"$work/codes.csv"
python3 tests/oracle/areas.py "$data" "$work/codes.csv" >"$work/areas.csv"
python3 tests/oracle/figures.py "$data" "$work/supplement" "$work/areas.csv" "$one_in" >"$work/figures.csv"
LB_TESTS=$PWD/tests build/tests/src/test-oracle-figures --county "$project" "$work/supplement" "$work/figures.csv"
