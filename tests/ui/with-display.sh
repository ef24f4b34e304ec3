#!/bin/sh
# with-display.sh PROGRAM [ARGUMENT...] - runs a test of the window on a display, session bus and home of its own.
# The cairo renderer, light colours and no accessibility bus: the same on every machine. No OpenGL: its driver is unloaded
# before leaks are looked for, so that its own could not be told from ours.
set -eu
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT INT TERM
mkdir -m 700 "$home/run"
export GDK_DEBUG=gl-disable
export HOME="$home" XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache" \
       XDG_STATE_HOME="$home/state" XDG_RUNTIME_DIR="$home/run"
export GDK_BACKEND=x11 GSK_RENDERER=cairo GTK_A11Y=none ADW_DISABLE_PORTAL=1 GSETTINGS_BACKEND=memory \
       GTK_USE_PORTAL=0 NO_AT_BRIDGE=1 GDK_SCALE=1
# The sanitizers are for the program alone; what merely carries it here is not ours to judge.
asan=${ASAN_OPTIONS-}
export ASAN_OPTIONS=detect_leaks=0
# GTK 4.8 loses a date for each recent file; only an exact stack, here of eight frames, tells its leaks from ours.
dbus-run-session -- xvfb-run -a -s "-screen 0 1920x1080x24" \
  env ASAN_OPTIONS="$asan:fast_unwind_on_malloc=0:malloc_context_size=8" "$@"
