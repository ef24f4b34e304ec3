#!/bin/sh
# Topology and levels of detail of a bare shapefile beside mapshaper: whole processes, in turn, the same file.
#
#   mapshaper.sh [S] [M] [L]   (M if none is named)
#
# One JSON line a size, "ratio" is ours over the peer's. Both read the shapefile, cut its rings into shared arcs and give every
# vertex its Visvalingam area; ours makes all levels of detail besides, the peer one, a tenth of the vertices. Nothing is written. The peer
# is an npm package, put into out/bench/mapshaper without running anything of it. LOOKBACK_BENCH_DATA: folder with S, M, L of the
# generator, where they are made already; else they are made in out/bench.
set -eu
cd "$(dirname "$0")/../../.."
export LOOKBACK_DATA_DIR="$PWD/data" LC_ALL=C.UTF-8
run=build/tests/bench/bench-run county=build/tests/county/county
made=${LOOKBACK_BENCH_DATA:-out/bench}
peer=out/bench/mapshaper

install_peer () {
  [ -x "$peer/node_modules/.bin/mapshaper-xl" ] && return
  if ! command -v npm >/dev/null; then
    if [ "$(id -u)" = 0 ]; then as=; else as="sudo -n"; fi
    $as apt-get install -q -y --no-install-recommends nodejs npm >&2
  fi
  mkdir -p "$peer"
  npm install --prefix "$peer" --ignore-scripts --no-audit --no-fund mapshaper@0.7.70 >&2
}

install_peer
for size in ${*:-M}; do
  folder=$made/$size
  [ "$size" = S ] && folder=data/sample
  [ -f "$folder/grid.shp" ] || "$county" --size "$size" --only boundaries --out "$folder" >&2
  runs=3; [ "$size" = S ] && runs=9
  "$run" topology.whole "$size" "$runs" \
    --peer mapshaper "$peer/node_modules/.bin/mapshaper-xl 12gb $folder/grid.shp -simplify visvalingam 10% 2>/dev/null" -- \
    "build/tests/bench/bench-topology --once $folder/grid.shp"
done
