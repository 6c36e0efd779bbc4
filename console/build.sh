#!/bin/sh
# Builds the page into console/dist (build.sh), or runs its tests (build.sh test).
# Does nothing, in a fraction of a second, when nothing it reads has changed since it last went well.
set -eu
cd "$(dirname "$0")"
what="${1:-page}"

stop() { echo "console: $1" >&2; exit 3; }

command -v node >/dev/null 2>&1 || stop "no node on the PATH. Install Node 20.19 or later (with npm), then build again."
command -v npm >/dev/null 2>&1 || stop "no npm on the PATH. Install npm 10 or later, then build again."
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
  || stop "node $(node --version) is too old. Install Node 20.19 or later, then build again."

stamps=target/stamps
mkdir -p "$stamps"

# fresh NAME FILE...: true if the files are as they were when NAME was last stamped.
fresh() { name="$1"; shift; [ "$(cat "$stamps/$name" 2>/dev/null)" = "$(sum "$@")" ]; }
stamp() { name="$1"; shift; sum "$@" >"$stamps/$name"; }
sum() { find "$@" -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum; }

modules() {
  if [ ! -d node_modules ] || ! fresh modules package.json package-lock.json; then
    npm ci --prefer-offline --no-audit --no-fund --loglevel=error >&2
    stamp modules package.json package-lock.json
  fi
}

case "$what" in
  page)
    inputs="package.json package-lock.json tsconfig.json vite.config.ts index.html public src test scripts generate/package.json generate/package-lock.json ../spec/openapi.yaml build.sh"
    # shellcheck disable=SC2086
    if [ -f dist/index.html ] && fresh page $inputs; then exit 0; fi
    modules
    node scripts/check-generated.mjs
    node_modules/.bin/tsc
    node_modules/.bin/vite build --logLevel warn
    # shellcheck disable=SC2086
    stamp page $inputs
    ;;
  test)
    inputs="package.json package-lock.json vite.config.ts src test build.sh"
    # shellcheck disable=SC2086
    if fresh test $inputs; then exit 0; fi
    modules
    node_modules/.bin/vitest run
    # shellcheck disable=SC2086
    stamp test $inputs
    ;;
  *) stop "unknown order '$what'. Use build.sh or build.sh test." ;;
esac
