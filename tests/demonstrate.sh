#!/bin/sh
# The whole way once:  demonstrate.sh PROGRAM SAMPLE OUT
# Imports the sample county into OUT/county.gpkg, draws two maps and the look-back report, prints where
# they are and the headline figures.
set -eu
program=$1 sample=$2 out=$3
project=$out/county.gpkg
as_of=2025-12-31

"$program" new "$project" --name 岚岭县 --code 539902 --issuer 岚岭县乡村振兴局 --rules weixi >/dev/null
"$program" import "$project" "$sample"/township.shp "$sample"/village.shp "$sample"/grid.shp \
  "$sample"/households.csv "$sample"/cases.csv "$sample"/measures.csv "$sample"/visits.csv \
  "$sample"/registrations.csv "$sample"/matters.csv "$sample"/staff.csv
"$program" map "$project" -o "$out/density.png" --indicator D01 --level village --as-of $as_of
"$program" map "$project" -o "$out/completion.png" --indicator M01 --level village --as-of $as_of
"$program" report "$project" --kind look-back -o "$out/look-back.pdf" --as-of $as_of --since 2025-06-30

echo
"$program" values "$project" D01,M01 --level county --as-of $as_of
echo
for file in county.gpkg density.png completion.png look-back.pdf; do echo "$out/$file"; done
