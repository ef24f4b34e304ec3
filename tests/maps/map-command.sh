#!/bin/sh
# lookback map and lookback classify: words, exit statuses, outputs. TAP. Needs LOOKBACK and LOOKBACK_DATA_DIR.
. "$(dirname "$0")/../tap.sh"

holds () { if [ "$2" = "$3" ]; then ok "$1"; else echo "# $2 is not $3"; not_ok "$1"; fi; }

# classify NAME NUMBERS WANTED ARGUMENTS…: the numbers, "\n" between them, give these limits
classify () {
  name=$1 numbers=$2 wanted=$3; shift 3
  got=$(printf "$numbers" | "$LOOKBACK" classify "$@" 2>"$work/err" | tr '\n' ' ')
  : >"$work/out"
  holds "$name" "$got" "$wanted"
}

map () { "$LOOKBACK" map "$@"; }

classify classify/natural-breaks '1\n2\n3\n10\n11\n12\n' '1 3 12 ' --method jenks --classes 2
classify classify/empty-lines-are-no-data '0\n5\n\nNA\n10\n' '0 5 10 ' --method equal --classes 2
classify classify/chosen-limits '1\n2\n3\n' '0 1.5 4 ' --method manual --breaks 0,1.5,4
classify classify/all-digits '0.1\n0.3\n' '0.10000000000000001 0.29999999999999999 ' --method jenks --classes 1
got=$(printf '1\n2\n3\n10\n11\n12\n' | "$LOOKBACK" classify --method jenks --classes 2 --json)
holds classify/json "$got" '{"method":"jenks","n":2,"limits":[1,3,12],"counts":[3,3],"no_data":0,"goodness_of_variance_fit":0.968'"${got##*0.968}"
printf 'one\n' >"$work/in"
is classify/words-are-refused 1 sh -c '"$LOOKBACK" classify --method jenks --classes 2 <"$0"' "$work/in"
prints classify/the-bad-line-is-named 'line 1'
is classify/no-numbers 1 "$LOOKBACK" classify --method jenks --classes 2
is classify/an-unknown-method-is-wrong-usage 2 "$LOOKBACK" classify --method best

is map/from-a-bare-shapefile 0 map "$sample/village.shp" -o "$work/bare.png" --bare --size 300x200 --timing
for stage in read classes draw; do prints "map/timing-tells-$stage" "$stage "; done
holds map/png-has-the-size-asked-for "$(od -An -j16 -N8 -tx1 "$work/bare.png" | tr -d ' ')" 0000012c000000c8
is map/needs-an-output 2 map "$sample/village.shp"
is map/refuses-other-formats 2 map "$sample/village.shp" -o "$work/map.bmp"
is map/refuses-a-bad-size 2 map "$sample/village.shp" -o "$work/map.png" --size 300
is map/refuses-a-bad-extent 2 map "$sample/village.shp" -o "$work/map.png" --extent 1,2,3
is map/a-shapefile-has-no-indicator 2 map "$sample/village.shp" -o "$work/map.png" --indicator D01
is map/an-unknown-palette-is-refused 1 map "$sample/village.shp" -o "$work/map.png" --field XZQDM --palette Rainbow
prints map/an-unknown-palette-names-those-there-are 'YlGnBu'
is map/a-missing-source 1 map "$work/nowhere.shp" -o "$work/map.png"
is map/a-missing-folder 1 map "$sample/village.shp" -o "$work/none/map.png"
if [ -e "$work/map.png" ]; then not_ok map/nothing-is-left-after-a-failure; else ok map/nothing-is-left-after-a-failure; fi

"$LOOKBACK" new "$project" --name 岚岭县 --code 539902 >/dev/null 2>&1
is map/a-project-without-boundaries 1 map "$project" -o "$work/map.png"
"$LOOKBACK" import "$project" "$sample/township.shp" "$sample/village.shp" "$sample/grid.shp" "$sample/households.csv" \
  "$sample/cases.csv" "$sample/measures.csv" >"$work/out" 2>"$work/err" || cat "$work/err"
for level in township village grid; do
  is "map/of-the-level-$level" 0 map "$project" -o "$work/$level.pdf" --indicator M01 --level $level --as-of 2025-12-31
done
is map/the-change-between-two-days 0 map "$project" -o "$work/change.svg" --indicator D01 --since 2025-06-30
is map/a-part-in-degrees 0 map "$project" -o "$work/part.png" --indicator D01 --level grid --extent 99.1,27.3,99.3,27.5
is map/chosen-breaks 0 map "$project" -o "$work/breaks.png" --indicator M01 --breaks 0,40,60,80,100 --palette BuPu
is map/every-method-equal 0 map "$project" -o "$work/m.png" --indicator D01 --classify equal --classes 3
is map/since-must-come-first 2 map "$project" -o "$work/m.png" --indicator D01 --since 2025-12-31 --as-of 2025-06-30
is map/breaks-must-rise 1 map "$project" -o "$work/m.png" --indicator M01 --breaks 0,40,30
is map/a-date-that-does-not-exist 2 map "$project" -o "$work/m.png" --indicator D01 --as-of 2025-02-30
is map/an-unknown-indicator 1 map "$project" -o "$work/m.png" --indicator Z99
is map/an-unknown-level 2 map "$project" -o "$work/m.png" --level street
is map/a-level-that-is-not-there 1 map "$project" -o "$work/m.png" --level area
map "$project" -o "$work/a.svg" --indicator D01 >/dev/null 2>&1
LC_ALL=de_DE.UTF-8 LANGUAGE=en TZ=America/New_York "$LOOKBACK" map "$project" -o "$work/b.svg" --indicator D01 >/dev/null 2>&1
if cmp -s "$work/a.svg" "$work/b.svg"; then ok map/no-clock-and-no-locale-reach-it; else not_ok map/no-clock-and-no-locale-reach-it; fi
is map/two-indicators 0 map "$project" -o "$work/pair.pdf" --indicator D01,M01
is map/three-indicators-are-wrong-usage 2 map "$project" -o "$work/m.png" --indicator D01,M01,D01
is map/two-indicators-have-their-own-classes 2 map "$project" -o "$work/m.png" --indicator D01,M01 --classes 4
is map/small-cells-are-hidden-for-the-public 0 map "$project" -o "$work/public.svg" --indicator D01 --level village --public
is map/public-needs-an-indicator 2 map "$project" -o "$work/m.png" --public
is map/the-change-for-the-public 0 map "$project" -o "$work/public-change.svg" --indicator D01 --since 2025-06-30 --public
is map/two-indicators-have-no-change 2 map "$project" -o "$work/m.png" --indicator D01,M01 --since 2025-06-30
is map/two-indicators-need-their-own-palette 1 map "$project" -o "$work/m.png" --indicator D01,M01 --palette OrRd
prints map/the-palettes-for-two-are-named bivariate
echo "1..$n"
