#!/bin/sh
# The rules of the house that a machine can check, as TAP: arrows between rooms, banned calls, sizes,
# translations, packaging files. Run from meson or by hand:  tests/style/style.sh [BUILD]
set -u
cd "$(dirname "$0")/../.."
build=${1:-build}
n=0

# check NAME OUTPUT: passes when OUTPUT is empty, else prints it
check () {
  n=$((n + 1))
  if [ -z "$2" ]; then echo "ok $n $1"; else echo "not ok $n $1"; echo "$2" | sed 's/^/# /'; fi
}

sources () { find "$@" -name '*.c' -o -name '*.h' | sort; }

includes () { # ROOM FORBIDDEN-PATTERN
  sources "$1" | xargs grep -nE "#include [\"<]($2)" /dev/null
}

banned='(^|[^a-zA-Z0-9_])(sprintf|strcpy|strcat|strtok|gets|atoi|atof|system|popen|rand|srand|alloca|strtod|localtime|setlocale) \('

check 'style/src-includes-no-other-room' "$(includes src 'maps/|reports/|ui/|gtk/|adwaita|gdk/|cairo|pango')"
check 'style/maps-includes-only-src' "$(includes maps 'reports/|ui/|gtk/|adwaita|gdk/')"
check 'style/reports-includes-only-maps-and-src' "$(includes reports 'ui/|gtk/|adwaita|gdk/')"
check 'style/no-banned-calls' "$(sources src maps reports ui main.c | grep -v '^src/i18n.c$' | xargs grep -nE "$banned" /dev/null)"
check 'style/no-file-over-600-lines' "$(sources src maps reports ui tests main.c | xargs wc -l | awk '$2 != "total" && $1 > 600')"
check 'style/headers-open-with-their-idea' "$(sources src maps reports ui | grep '\.h$' | while read -r f; do head -1 "$f" | grep -q '^/\* [a-z0-9-]*\.h - ' || echo "$f"; done)"
check 'style/no-unfinished-marks' "$(sources src maps reports ui tests main.c | xargs grep -nE '\b(TODO|FIXME|XXX|HACK)\b' /dev/null)"
check 'style/every-translated-file-is-listed' "$(
  { sources src maps reports ui main.c | xargs grep -lE '(^|[^a-zA-Z0-9_])(_|N_|P_) \('; find ui -name '*.ui'; } | sort -u | while read -r f; do
    grep -qx "$f" data/po/POTFILES || echo "$f"; done)"
check 'style/every-listed-file-exists' "$(while read -r f; do [ -f "$f" ] || echo "$f"; done <data/po/POTFILES)"
check 'style/chinese-is-complete' "$(
  pot=$(mktemp); merged=$(mktemp)
  grep '\.[ch]$' data/po/POTFILES | xargs xgettext --from-code=UTF-8 -k_ -kN_ -kP_:1,2 -o "$pot" 2>/dev/null
  grep '\.ui$' data/po/POTFILES | xargs -r xgettext --from-code=UTF-8 -j -o "$pot" 2>/dev/null
  msgmerge -q -N data/po/zh_CN.po "$pot" -o "$merged" 2>&1
  msgattrib --untranslated --no-obsolete "$merged" | grep '^msgid' | grep -v '^msgid ""$' | head -20
  msgattrib --only-fuzzy --no-obsolete "$merged" | grep '^msgid' | grep -v '^msgid ""$' | head -20
  rm -f "$pot" "$merged")"
check 'style/catalogues-are-well-formed' "$(for f in data/po/*.po; do msgfmt --check -o /dev/null "$f" 2>&1 | grep -v 'header field'; done)"
check 'style/desktop-entry-is-valid' "$(desktop-file-validate "$build/data/cn.lookback.Lookback.desktop" 2>&1 | grep -v hint)"
check 'style/metainfo-is-valid' "$(appstreamcli validate --no-net "$build/data/cn.lookback.Lookback.metainfo.xml" >/dev/null 2>&1 || echo 'appstreamcli validate fails')"
check 'style/xml-is-well-formed' "$(find data ui -name '*.xml' -o -name '*.svg' -o -name '*.ui' | xargs xmllint --noout 2>&1)"
check 'style/man-pages-are-clean' "$(groff -K utf8 -man -Tutf8 -ww -z "$build/data/lookback.1" "$build/data/lookback.zh_CN.1" 2>&1 | head -5)"
check 'style/no-file-above-8-mib' "$(find data src maps reports ui tests -size +8M)"
echo "1..$n"
