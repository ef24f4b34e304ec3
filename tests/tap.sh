# What the tests of the command line share: a folder of their own and sentences in TAP. Sourced; needs LOOKBACK (the
# program) and LOOKBACK_DATA_DIR.
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT INT TERM
sample=$LOOKBACK_DATA_DIR/sample
project=$work/county.gpkg
n=0

ok () { n=$((n + 1)); echo "ok $n $1"; }
not_ok () { n=$((n + 1)); echo "not ok $n $1"; sed 's/^/# /' "$work/out" "$work/err" | head -20; }

# is NAME STATUS COMMAND…: the command ends with that status
is () {
  name=$1 wanted=$2; shift 2
  "$@" >"$work/out" 2>"$work/err" </dev/null; status=$?
  if [ $status = "$wanted" ]; then ok "$name"; else echo "# status $status, wanted $wanted"; not_ok "$name"; fi
}

# prints NAME TEXT: the last command printed it, on either stream
prints () { if grep -qF -- "$2" "$work/out" "$work/err"; then ok "$1"; else echo "# wanted: $2"; not_ok "$1"; fi; }
