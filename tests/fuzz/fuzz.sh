#!/bin/sh
# Fuzzes all targets of a build folder, or one, for SECONDS each (60).
#   fuzz.sh BUILD [TARGET] [SECONDS]     TARGET is csv, shapefile, …
# New inputs are collected in BUILD/corpus; what breaks a target is left in BUILD/crash-TARGET-….
set -eu
build=$1; shift
target=
case ${1:-} in ''|*[!0-9]*) target=${1:-}; [ $# -gt 0 ] && shift ;; esac
seconds=${1:-60}
here=$(cd "$(dirname "$0")" && pwd)
export LOOKBACK_DATA_DIR="${LOOKBACK_DATA_DIR:-$here/../../data}"
export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1 G_SLICE=always-malloc LANGUAGE=en
export LSAN_OPTIONS=suppressions=$here/../leaks.supp:print_suppressions=0

ran=0
for program in "$build"/tests/fuzz/fuzz-*; do
  [ -f "$program" ] && [ -x "$program" ] || continue
  name=${program##*/fuzz-}
  [ -z "$target" ] || [ "$name" = "$target" ] || continue
  ran=1
  mkdir -p "$build/corpus/$name"
  echo "fuzz: $name for $seconds s"
  set -- "$here/corpus/$name"
  case $name in bare | raster) set -- "$here/corpus/shapefile" ;; esac
  "$program" -max_total_time="$seconds" -timeout=60 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
    -artifact_prefix="$build/crash-$name-" "$build/corpus/$name" "$@"
done
[ $ran = 1 ] || { echo "fuzz: there is no target “$target” in $build/tests/fuzz" >&2; exit 1; }
