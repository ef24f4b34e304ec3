#!/bin/sh
# A map of a bare shapefile beside MapServer's map2img: whole processes, in turn, the same file, extent, size and five classes.
#
#   map2img.sh [S] [M] [L]   (M if none is named)
#
# One JSON line a size and way, "ratio" is ours over the peer's; then the sizes of the pictures. The peer draws once with
# thin outlines and once without any, for outlines cost it about half of its time and ours fade where polygons are but a few pixels wide. No
# spatial index: the plain .shp. Both are timed warm, from the page cache. LOOKBACK_BENCH_DATA: folder with S, M, L of the
# generator, where they are made already; else they are made in out/bench.
set -eu
cd "$(dirname "$0")/../../.."
export LOOKBACK_DATA_DIR="$PWD/data" LC_ALL=C.UTF-8
run=build/tests/bench/bench-run county=build/tests/county/county
made=${LOOKBACK_BENCH_DATA:-out/bench}
breaks=0,200,400,600,800,1000

install_peer () {
  command -v map2img >/dev/null && command -v ogr2ogr >/dev/null && return
  if [ "$(id -u)" = 0 ]; then as=; else as="sudo -n"; fi
  $as apt-get install -q -y --no-install-recommends mapserver-bin gdal-bin >&2
}

# with_numbers SIZE: the grids with a numeric field V, which the generator's table has not
with_numbers () {
  folder=out/bench/peer-$1
  [ -f "$folder/grid.shp" ] && return
  source=$made/$1
  [ "$1" = S ] && source=data/sample
  [ -f "$source/grid.shp" ] || "$county" --size "$1" --only boundaries --out "$source" >&2
  mkdir -p out/bench
  ogr2ogr -f 'ESRI Shapefile' -lco ENCODING=UTF-8 -nln grid "$folder" "$source/grid.shp" \
    -sql 'SELECT XZQDM, XZQMC, SJDM, CAST(FID * 37 % 1000 AS integer(9)) AS V FROM grid' >&2
}

class () {
  outline=
  [ "$3" = outlines ] && outline="OUTLINECOLOR 107 91 82 WIDTH 0.6"
  echo "CLASS EXPRESSION ([V] <= $1) STYLE COLOR $2 $outline END END"
}

# mapfile FOLDER WAY: the peer's description of the same map
mapfile () {
  extent=$(ogrinfo -ro -so "$1/grid.shp" grid | sed -n 's/^Extent: (\(.*\), \(.*\)) - (\(.*\), \(.*\))$/\1 \2 \3 \4/p')
  cat <<MAPFILE
MAP
  NAME "peer"
  SIZE 1920 1080
  EXTENT $extent
  IMAGECOLOR 236 238 240
  OUTPUTFORMAT NAME "png24" DRIVER AGG/PNG MIMETYPE "image/png" IMAGEMODE RGB EXTENSION "png" END
  IMAGETYPE "png24"
  LAYER
    NAME "grid" TYPE POLYGON STATUS DEFAULT DATA "$PWD/$1/grid" CLASSITEM "V"
    $(class 200 "254 240 217" "$2")
    $(class 400 "253 204 138" "$2")
    $(class 600 "252 141 89" "$2")
    $(class 800 "227 74 51" "$2")
    $(class 1000 "179 0 0" "$2")
  END
END
MAPFILE
}

install_peer
for size in ${*:-M}; do
  with_numbers "$size"
  runs=9; [ "$size" = L ] && runs=3
  for way in outlines plain; do
    mapfile "$folder" "$way" >"$folder/$way.map"
    "$run" "map.bare.$way" "$size" "$runs" --peer map2img "map2img -m $PWD/$folder/$way.map -o $PWD/$folder/$way.png" -- \
      "build/lookback map $folder/grid.shp -o $folder/ours.png --field V --breaks $breaks --bare --size 1920x1080 >/dev/null"
  done
  printf '{"name":"map.bare.bytes","size":"%s","value":%s,"unit":"B","peer":"map2img","peer_value":%s}\n' "$size" \
    "$(stat -c %s "$folder/ours.png")" "$(stat -c %s "$folder/outlines.png")"
done
