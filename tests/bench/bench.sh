#!/bin/sh
# Benchmarks as JSON lines, on standard output and in out/bench.jsonl:  bench.sh [S] [M] [L]   (S and M if none named; L needs 2 GB of disk and some ten minutes)
# Figures are wall seconds of whole processes or milliseconds inside one; peers run in turn with ours.
set -eu
cd "$(dirname "$0")/../.."
export LOOKBACK_DATA_DIR=$PWD/data
run=build/tests/bench/bench-run core=build/tests/bench/bench-core county=build/tests/county/county program=build/lookback
out=out/bench.jsonl
mkdir -p out/bench
: >"$out"
emit () { tee -a "$out"; }

# keep FILE…: what was timed is imported once more, to stay
keep () { "$program" import "$base" "$@" >/dev/null 2>&1; }

# sample SIZE: the folder with that county's files, made once; of L the boundaries only, for its ledgers take too long to make
sample () {
  case $1 in
    S) echo data/sample; return ;;
    L) [ -f "out/bench/L/grid.shp" ] || "$county" --size L --only boundaries --out out/bench/L >&2 ;;
    *) [ -f "out/bench/$1/cases.csv" ] || "$county" --size "$1" --out "out/bench/$1" >&2 ;;
  esac
  echo "out/bench/$1"
}

# boundaries SIZE: of L, which takes a minute and more, once; what is timed stays
boundaries () {
  layers="$data/township.shp $data/village.shp $data/grid.shp"
  if [ "$1" = L ]; then
    "$run" import.boundaries "$1" 1 --cold -- "$program import $base $layers >/dev/null 2>&1" | emit
  else
    "$run" import.boundaries "$1" "$runs" --prepare "$fresh" -- "$program import $work $layers >/dev/null 2>&1" | emit
    keep $layers
  fi
}

# ledgers SIZE: imports beside the program that only copies rows
ledgers () {
  "$run" import.households "$1" "$runs" --prepare "$fresh; rm -f out/bench/peer.db" \
    --peer sqlite3 "sqlite3 out/bench/peer.db '.import --csv $data/households.csv t'" -- \
    "$program import $work $data/households.csv >/dev/null 2>&1" | emit
  keep "$data/households.csv"
  "$run" import.cases "$1" "$runs" --prepare "$fresh; rm -f out/bench/peer.db" \
    --peer sqlite3 "sqlite3 out/bench/peer.db '.import --csv $data/cases.csv t'" -- \
    "$program import $work $data/cases.csv >/dev/null 2>&1" | emit
  if [ "$1" = S ]; then # one million cases, 113 MB, of the same households
    million=out/bench/million.csv
    awk -f tests/bench/million.awk "$data/households.csv" >"$million"
    "$run" import.cases 1M 1 --prepare "$fresh; rm -f out/bench/peer.db" \
      --peer sqlite3 "sqlite3 out/bench/peer.db '.import --csv $million t'" -- \
      "$program import $work $million >/dev/null 2>&1" | emit
    cp "$base" "$work"
    build/tests/bench/bench-cancel 1M "$work" "$million" 40 | emit
    "$program" import "$work" "$million" >/dev/null 2>&1 # batch 5: the boundaries are three, the households one
    "$run" import.again 1M 1 --cold -- "$program import $work $million --again >/dev/null 2>&1" | emit
    "$run" undo.again 1M 1 --cold -- "$program undo $work 6 >/dev/null" | emit
    "$run" undo.cases 1M 1 --cold -- "$program undo $work 5 >/dev/null" | emit
    rm -f "$million" "$work" out/bench/peer.db
  fi
  keep "$data/cases.csv" "$data/measures.csv" "$data/visits.csv" "$data/registrations.csv" "$data/matters.csv" "$data/staff.csv"
}

for size in ${*:-S M}; do
  data=$(sample "$size") project=out/bench/$size.gpkg base=out/bench/$size-base.gpkg work=out/bench/$size-work.gpkg
  case $size in S) runs=5 ;; L) runs=1 ;; *) runs=3 ;; esac
  fresh="rm -f $work $work-wal $work-shm && cp $base $work"

  rm -f "$base"; "$program" new "$base" --name 测试县 --code 539902 >/dev/null
  boundaries "$size"
  [ "$size" = L ] || ledgers "$size"
  mv "$base" "$project"

  "$core" "$size" "$project" | emit
  "$core" --open "$size" "$project" >/dev/null # the first time builds what is kept
  "$core" --open "$size" "$project" | emit
  build/tests/bench/bench-topology "$size" "$data/grid.shp" "$runs" | emit
  "$run" map.cold "$size" "$runs" -- "$program map $data/grid.shp -o out/bench/map.png --bare --size 1920x1080 >/dev/null" | emit
  [ "$size" = L ] && continue # no ledgers, no dates
  "$run" map.sheet "$size" "$runs" -- "$program map $project -o out/bench/map.pdf --indicator D01 --level village >/dev/null" | emit
  "$run" report.look_back "$size" "$runs" -- "$program report $project --kind look-back -o out/bench/report.pdf >/dev/null 2>&1" | emit
  "$run" report.village_file "$size" "$runs" -- "$program report $project --kind village-file -o out/bench/villages-file.pdf >/dev/null 2>&1" | emit
  build/tests/bench/bench-pages "$size" "$project" out/bench/villages.pdf | emit
done
