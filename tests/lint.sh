#!/bin/sh
# Static analysis: the house rules, clang-tidy, cppcheck. Every exception stands here with its reason.
set -eu
cd "$(dirname "$0")/.."
tests/style/style.sh build | tee /tmp/lookback-style.$$; ! grep -q '^not ok' /tmp/lookback-style.$$ || exit 1
rm -f /tmp/lookback-style.$$

# unusedFunction, missingInclude*: the rooms are libraries and system headers are not read here.
# unknownMacro: G_DEFINE_* are GLib's. varFuncNullUB: GLib's lists end with NULL, which is (void *) 0 in C.
cppcheck --quiet --enable=warning,portability --inline-suppr --error-exitcode=1 \
  --suppress=missingInclude --suppress=missingIncludeSystem --suppress=unknownMacro --suppress=varFuncNullUB \
  --suppress=unmatchedSuppression --suppress=nullPointerRedundantCheck \
  -I. -Ibuild src maps reports ui main.c

# -bugprone-easily-swappable-parameters: (x, y) pairs. -bugprone-narrowing-conversions: -Wconversion's work.
# -clang-analyzer-security.insecureAPI.*: asks for memcpy_s, which glibc has not.
# -clang-analyzer-unix.Malloc: knows nothing of g_autofree and g_autoptr; LeakSanitizer watches the whole suite.
# -bugprone-sizeof-expression: the assertion inside g_clear_pointer. -…FloatLoopCounter: lines of a hatch, step by step.
# -bugprone-macro-parentheses: rows of a table whose argument is a string to be joined or an initialiser.
# -bugprone-suspicious-memory-comparison: a painter asks whether a view is the one it filled for; two that differ in nothing but the
# sign of a zero cost it a fill.
# -clang-analyzer-core.*, -…valist.*: their nine reports were read; each rests on a state the callers exclude (an empty array, a NULL
# that was an error before). UBSan and ASan watch for the real ones in the suite.
git ls-files '*.c' | grep -vE '^tests/' | xargs -P "$(nproc)" -n 8 clang-tidy -p build --quiet --warnings-as-errors='*' \
  --checks='-*,bugprone-*,clang-analyzer-*,-bugprone-easily-swappable-parameters,-bugprone-narrowing-conversions,-bugprone-implicit-widening-of-multiplication-result,-bugprone-reserved-identifier,-clang-analyzer-security.insecureAPI.*,-clang-analyzer-unix.Malloc,-clang-analyzer-core.*,-clang-analyzer-valist.*,-bugprone-sizeof-expression,-bugprone-macro-parentheses,-bugprone-suspicious-memory-comparison,-clang-analyzer-security.FloatLoopCounter' \
  2>/dev/null
echo "lint: clean"
