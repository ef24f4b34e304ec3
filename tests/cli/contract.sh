#!/bin/sh
# The command line is a contract: words, outputs and exit statuses, run the whole way on the sample county.
# TAP. Needs LOOKBACK (the program) and LOOKBACK_DATA_DIR.
. "$(dirname "$0")/../tap.sh"

# same NAME A B: two files are equal to the byte
same () { if cmp -s "$2" "$3"; then ok "$1"; else not_ok "$1"; fi; }

# json NAME EXPRESSION: true of the object printed by the last command
json () { if python3 -c "import json,sys; d = json.load(open(sys.argv[1])); assert $2" "$work/out" 2>>"$work/err"; then ok "$1"; else not_ok "$1"; fi; }

is cli/unknown-words-are-wrong-usage 2 "$LOOKBACK" frobnicate now
is cli/unknown-options-are-wrong-usage 2 "$LOOKBACK" info --frobnicate
is cli/a-missing-word-is-wrong-usage 2 "$LOOKBACK" new
is cli/words-of-later-versions-are-known 1 "$LOOKBACK" stats "$project"
prints cli/words-of-later-versions-say-so 'not available in this version'
is cli/help-lists-every-command 0 "$LOOKBACK" --help
for word in new import undo info values map report export; do prints "cli/help-knows-$word" "lookback $word"; done

is cli/new-makes-a-project 0 "$LOOKBACK" new "$project" --name 岚岭县 --code 539902 --issuer 岚岭县乡村振兴局
is cli/new-never-replaces 1 "$LOOKBACK" new "$project"
is cli/new-refuses-a-code-of-five-digits 2 "$LOOKBACK" new "$work/other.gpkg" --code 53990

is cli/import-takes-the-whole-sample 0 "$LOOKBACK" import "$project" \
  "$sample/township.shp" "$sample/village.shp" "$sample/grid.shp" "$sample/households.csv" "$sample/cases.csv" \
  "$sample/measures.csv" "$sample/visits.csv" "$sample/registrations.csv" "$sample/matters.csv" "$sample/staff.csv"
is cli/import-recognises-the-same-file 1 "$LOOKBACK" import "$project" "$sample/cases.csv"
is cli/import-names-a-missing-file 1 "$LOOKBACK" import "$project" "$work/nowhere.csv"
prints cli/import-says-which-file-is-missing "nowhere.csv"

is cli/info-speaks-json 0 "$LOOKBACK" info "$project" --json
json cli/info-counts-regions "d['regions']['township'] == 10 and d['regions']['village'] == 80 and d['regions']['grid'] == 4286"
json cli/info-counts-rows "d['rows']['household'] == 39154 and d['rows']['platform_reg'] == 35972 and d['rows']['matter'] == 846"
json cli/info-lists-batches "len(d['batches']) == 10 and all(len(b['sha256']) == 64 and b['rows'] == b['accepted'] + b['rejected'] for b in d['batches'])"
json cli/info-knows-the-dates "d['dates']['from'] >= '2020-01-01' and d['dates']['to'] <= '2025-12-31'"

is cli/values-gives-the-headline-rate 0 "$LOOKBACK" values "$project" M01 --level county --as-of 2025-12-31 --csv -
prints cli/values-has-the-published-figures ',2025-12-31,M01,1053,1510,69.73'
prints cli/values-has-the-agreed-header 'code,name,level,as_of,indicator,numerator,denominator,value'
is cli/values-refuses-a-date-that-does-not-exist 2 "$LOOKBACK" values "$project" M01 --level county --as-of 2025-02-30
is cli/values-refuses-an-unknown-level 2 "$LOOKBACK" values "$project" M01 --level street
is cli/values-refuses-an-unknown-indicator 1 "$LOOKBACK" values "$project" Z99 --level county
is cli/values-takes-several-indicators 0 "$LOOKBACK" values "$project" D01,M01 --level township --as-of 2025-12-31 --csv "$work/values.csv"
if [ "$(wc -l <"$work/values.csv")" = 21 ]; then ok cli/values-has-a-row-a-region; else not_ok cli/values-has-a-row-a-region; fi
if head -c 3 "$work/values.csv" | od -An -tx1 | grep -q 'ef bb bf'; then ok cli/files-of-values-start-with-a-bom; else not_ok cli/files-of-values-start-with-a-bom; fi
is cli/values-makes-a-timeline 0 "$LOOKBACK" values "$project" M01 --level county --from 2025-01-01 --to 2025-12-31 --step month --csv -
if [ "$(grep -c ,M01, "$work/out")" = 12 ]; then ok cli/a-timeline-of-a-year-has-twelve-months; else not_ok cli/a-timeline-of-a-year-has-twelve-months; fi

for kind in png svg pdf; do
  is "cli/map-writes-$kind" 0 "$LOOKBACK" map "$project" -o "$work/map.$kind" --indicator D01 --level village --as-of 2025-12-31
  cp "$work/map.$kind" "$work/first.$kind"
  is "cli/map-writes-$kind-again" 0 "$LOOKBACK" map "$project" -o "$work/map.$kind" --indicator D01 --level village --as-of 2025-12-31
  same "cli/map-makes-the-same-$kind-twice" "$work/map.$kind" "$work/first.$kind"
done
is cli/map-draws-a-bare-shapefile 0 "$LOOKBACK" map "$sample/township.shp" -o "$work/bare.png" --bare --size 400x300
is cli/map-refuses-an-unknown-extension 2 "$LOOKBACK" map "$project" -o "$work/map.bmp" --indicator D01
is cli/map-refuses-a-folder-that-is-not-there 1 "$LOOKBACK" map "$project" -o "$work/none/map.png" --indicator D01

is cli/report-is-made 0 "$LOOKBACK" report "$project" --kind look-back -o "$work/a.pdf" --as-of 2025-12-31 --since 2025-06-30
is cli/report-is-made-again 0 env TZ=America/New_York "$LOOKBACK" report "$project" --kind look-back -o "$work/b.pdf" --as-of 2025-12-31 --since 2025-06-30
same cli/report-is-the-same-to-the-byte "$work/a.pdf" "$work/b.pdf"
is cli/a-report-verifies 0 "$LOOKBACK" verify "$work/a.pdf" --project "$project"
{ cat "$work/a.pdf"; echo "% another line"; } >"$work/longer.pdf"
is cli/a-changed-report-does-not 3 "$LOOKBACK" verify "$work/longer.pdf" --project "$project"
is cli/a-briefing-is-made 0 "$LOOKBACK" report "$project" --kind briefing -o "$work/c.pdf"
is cli/report-refuses-an-unknown-kind 2 "$LOOKBACK" report "$project" --kind poem -o "$work/c.pdf"

is cli/export-writes-csv 0 "$LOOKBACK" export "$project" monitoring_case -o "$work/cases.csv"
is cli/export-writes-xlsx 0 "$LOOKBACK" export "$project" measure -o "$work/measures.xlsx"
is cli/export-masks-names 0 "$LOOKBACK" export "$project" household -o "$work/households.csv"
if grep -q '\*' "$work/households.csv"; then ok cli/exported-names-are-masked; else not_ok cli/exported-names-are-masked; fi
is cli/unmasked-export-wants-a-reason 2 "$LOOKBACK" export "$project" household -o "$work/open.csv" --unmasked
is cli/unmasked-export-with-a-reason 0 "$LOOKBACK" export "$project" household -o "$work/open.csv" --unmasked --reason 核对户主
is cli/the-reason-is-in-the-journal 0 "$LOOKBACK" export "$project" journal -o "$work/journal.csv"
if grep -q 核对户主 "$work/journal.csv"; then ok cli/unmasked-exports-are-journaled; else not_ok cli/unmasked-exports-are-journaled; fi

is cli/undo-refuses-what-others-build-on 1 "$LOOKBACK" undo "$project" 4
is cli/undo-takes-back-the-last-batch 0 "$LOOKBACK" undo "$project" 10
is cli/undo-is-done-once 1 "$LOOKBACK" undo "$project" 10
is cli/after-undo-the-rows-are-gone 0 "$LOOKBACK" info "$project" --json
json cli/undo-leaves-no-staff "d['rows']['staff'] == 0"
is cli/an-undone-file-may-come-again 0 "$LOOKBACK" import "$project" "$sample/staff.csv"
is cli/a-file-comes-once-unless-asked 1 "$LOOKBACK" import "$project" "$sample/staff.csv"
prints cli/the-refusal-names-the-way '--again'
is cli/a-file-comes-again-when-asked 0 "$LOOKBACK" import "$project" "$sample/staff.csv" --again --json
json cli/again-takes-every-row "d['accepted'] == d['rows'] and d['rejected'] == 0"
is cli/again-is-a-batch 0 "$LOOKBACK" info "$project" --json
json cli/again-doubles-no-row "d['rows']['staff'] == d['batches'][-1]['accepted'] and len({b['sha256'] for b in d['batches'][-2:]}) == 1"
is cli/again-is-undone-like-any-batch 0 "$LOOKBACK" undo "$project" 12
is cli/its-rows-are-as-before 0 "$LOOKBACK" info "$project" --json
json cli/undoing-again-leaves-the-first "d['rows']['staff'] > 0"

# What the program knows, its help and both manual pages tell: kinds of ledgers, commands, options.
man=$LOOKBACK_DATA_DIR/man
"$LOOKBACK" import "$project" "$sample/cases.csv" --as nothing 2>&1 | sed -n 's/.*use one of //p' | tr -d ',' | tr ' ' '\n' >"$work/kinds"
"$LOOKBACK" help import >"$work/help"; LANGUAGE=zh_CN "$LOOKBACK" help import >"$work/help-zh"
"$LOOKBACK" help | grep -oE -- '--[a-z-]+|^  lookback [a-z]+' | sed 's/^  //' | sort -u >"$work/words"
sed 's/\\-/-/g; s/\\f[A-Z]//g' "$man/lookback.1.in" >"$work/man"; sed 's/\\-/-/g; s/\\f[A-Z]//g' "$man/lookback.zh_CN.1.in" >"$work/man-zh"
# lacks FILE WORDS: the words that stand nowhere in it
lacks () { while read -r word; do grep -qwF -e "$word" "$1" || echo "$word"; done <"$2"; }
cat "$work/kinds" >>"$work/words"
{ for page in man man-zh; do lacks "$work/$page" "$work/words"; done; for page in help help-zh; do lacks "$work/$page" "$work/kinds"; done; } >"$work/out"
: >"$work/err"
if [ "$(wc -l <"$work/kinds")" -gt 20 ] && [ "$(wc -l <"$work/words")" -gt 40 ] && [ ! -s "$work/out" ]; then ok cli/help-and-manual-pages-know-every-word
else not_ok cli/help-and-manual-pages-know-every-word; fi

echo "1..$n"
