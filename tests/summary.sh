#!/bin/sh
# Adds up the test cases of a meson JUnit log into one line: "N passed, N failed, N skipped".
#   summary.sh LOG STATUS    STATUS is what "meson test" returned: a program that died before its plan was
#                            through counts as one failure even if none of its cases did.
set -eu
awk -v RS='<' -v status="$2" '
  function number (name,   text) {
    if (!match ($0, " " name "=\"[0-9]+\"")) return 0
    text = substr ($0, RSTART, RLENGTH); gsub (/[^0-9]/, "", text); return text + 0
  }
  /^testsuite / { tests += number("tests"); bad += number("failures") + number("errors"); skipped += number("skipped") }
  END {
    if (status != 0 && bad == 0) { bad = 1; tests++ }
    printf "%d passed, %d failed, %d skipped\n", tests - bad - skipped, bad, skipped
    exit (bad > 0 || tests == 0)
  }' "$1"
