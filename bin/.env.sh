# Shared by the scripts in this folder; sourced, never run.
#
# Finds the tools (JDK 25, Maven, Node), builds only what changed, and starts Java on the packaged jars.
# On a Debian machine, as root, missing Maven, Node and Chromium are installed with apt-get, and said so on stderr.
# A JDK 25 is never installed by us: Debian 12 has none, and the choice of vendor is yours.

set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
EXIT_ENVIRONMENT=3
# glibc keeps an arena for each thread else, which costs a node some 20 MB.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
DIST="$ROOT/cli/target/dist"
AOT_CACHE="$ROOT/cli/target/ringdown.aot"
SHORT_CACHE="$ROOT/cli/target/ringdown-short.aot"

say() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; }

# fail_environment MESSAGE...: something on this machine is missing; every line says what to do.
fail_environment() {
  local line
  for line in "$@"; do say "$line"; done
  exit "$EXIT_ENVIRONMENT"
}

can_install() { [ "$(id -u)" = 0 ] && [ -r /etc/debian_version ] && command -v apt-get >/dev/null; }

# install_packages PACKAGE...: only where can_install; waits for another apt to finish.
install_packages() {
  say "installing with apt-get: $*"
  local apt=(apt-get -qq -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
  "${apt[@]}" update >&2 || say "apt-get update failed; trying with the package lists at hand"
  DEBIAN_FRONTEND=noninteractive "${apt[@]}" install -y --no-install-recommends "$@" >&2
}

# is_jdk_25 DIR: true when DIR holds a JDK (not only a JRE) of version 25.
is_jdk_25() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  if [ -r "$1/release" ]; then
    grep -q '^JAVA_VERSION="25[".]' "$1/release"
  else
    "$1/bin/java" -version 2>&1 | grep -q 'version "25[".]'
  fi
}

# need_jdk: sets and exports JAVA_HOME.
need_jdk() {
  local candidate
  local candidates=("${JAVA_HOME:-}")
  for candidate in /usr/lib/jvm/*25* /opt/*25* "$HOME"/.sdkman/candidates/java/25*; do
    candidates+=("$candidate")
  done
  if command -v java >/dev/null; then
    candidates+=("$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")")
  fi
  for candidate in "${candidates[@]}"; do
    if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
      export JAVA_HOME="$candidate"
      return 0
    fi
  done
  fail_environment \
    "no JDK 25 found (looked at JAVA_HOME, /usr/lib/jvm, /opt, sdkman and the PATH)." \
    "Install one: the package temurin-25-jdk (https://adoptium.net/installation/linux), or openjdk-25-jdk where your distribution has it." \
    "Or set JAVA_HOME to a JDK 25 that is already here, and run this again."
}

need_maven() {
  # Debian's Maven 3.8 brings a Guava that a JDK 25 warns about at every start; the warning is not about our code.
  export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow"
  command -v mvn >/dev/null && return 0
  can_install && install_packages maven
  command -v mvn >/dev/null || fail_environment "Maven is missing. Install the package maven (3.8.7 or newer)."
}

node_is_20() { command -v node >/dev/null && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ]; }

# need_node: Node 20 or newer with npm, for the console.
need_node() {
  node_is_20 && command -v npm >/dev/null && return 0
  can_install && install_packages nodejs npm
  node_is_20 && command -v npm >/dev/null || fail_environment \
    "Node 20 or newer with npm is missing; the console is built with it." \
    "Install the packages nodejs and npm; where the distribution's is older than 20, take it from https://nodejs.org."
}

# The inputs of the build, as find arguments: every module's sources, the specs that are packaged, the build files.
newer_input() {
  local inputs=("$ROOT/pom.xml" "$ROOT"/.mvn "$ROOT"/*/pom.xml "$ROOT"/*/src "$ROOT/spec")
  local name
  for name in build.sh package.json package-lock.json index.html vite.config.ts tsconfig.json public scripts \
      generate/package.json generate/package-lock.json; do
    [ -e "$ROOT/console/$name" ] && inputs+=("$ROOT/console/$name")
  done
  find "${inputs[@]}" -newer "$1" -print -quit 2>/dev/null
}

is_built() {
  local stamp="$DIST/stamp"
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$JAVA_HOME" ] && [ -z "$(newer_input "$stamp")" ]
}

# with_build_lock COMMAND...: one build at a time in this tree; the lock goes with the process.
with_build_lock() {
  mkdir -p "$ROOT/cli/target"
  if command -v flock >/dev/null; then
    ( flock 9; "$@" 9>&- ) 9>"$ROOT/cli/target/build.lock"
  else
    "$@"
  fi
}

# maven_into_dist GOAL OPTION...: runs Maven and, when it went well, puts the packaged jars where the commands find them.
maven_into_dist() {
  local module fresh="$ROOT/cli/target/dist.new" old="$ROOT/cli/target/dist.old"
  rm -rf "$fresh" "$old"
  mkdir -p "$fresh"
  printf '%s\n' "$JAVA_HOME" >"$fresh/stamp"
  rm -rf "$ROOT"/{cli,simulator,bench}/target/lib
  (cd "$ROOT" && mvn -B -ntp -Dstyle.color=never "$@") >&2 || return 1
  cp -a "$ROOT/cli/target/lib" "$fresh/lib"
  for module in simulator bench; do
    if [ -d "$ROOT/$module/target/lib" ]; then cp -a "$ROOT/$module/target/lib" "$fresh/$module"; fi
  done
  # A running process keeps the jars it has open: they are replaced by renaming, never written over.
  if [ -e "$DIST" ]; then mv "$DIST" "$old"; fi
  mv "$fresh" "$DIST"
  rm -rf "$old" "$AOT_CACHE" "$SHORT_CACHE"
}

package_locked() {
  is_built && return 0
  need_maven
  need_node
  say "building (the first time takes some minutes)"
  # maven.test.skip does not even compile the tests; skipTests is what the page's own build asks.
  maven_into_dist package -q -Dmaven.test.skip=true -DskipTests || {
    say "the build failed; the lines above say where."
    exit 5
  }
}

# build: packages when a source is newer than the last build, else returns at once. Called by a command of ours that has
# built already (RINGDOWN_BUILT), it leaves the jars alone, whatever was edited meanwhile.
build() {
  need_jdk
  if [ -n "${RINGDOWN_BUILT:-}" ] && [ -d "$DIST" ]; then return 0; fi
  is_built || with_build_lock package_locked
}

# What every start of ours gets. The heap bound is by command; RINGDOWN_JAVA_OPTS is added last.
java_options() {
  JAVA_OPTIONS=(
    -XX:+UseSerialGC
    -XX:+UseCompactObjectHeaders
    -XX:NewRatio=1 -XX:SurvivorRatio=2 -XX:TargetSurvivorRatio=90 # what waits for a receipt dies young: measured, else it fills the old generation
    -XX:TrimNativeHeapInterval=10000 # what a checkpoint or a compilation took goes back to the system
    "-Xmx${RINGDOWN_XMX:-$1}"
    -XX:+ExitOnOutOfMemoryError # half a node is worse than one that its supervisor starts again
    --enable-native-access=ALL-UNNAMED
    -Dcom.amazon.corretto.crypto.provider.registerEdKeyFactory=true
    "-Dringdown.commit=$(git -C "$ROOT" rev-parse --short=12 HEAD 2>/dev/null || echo unknown)"
  )
}

# class_path FOLDER: the jars of that folder in one fixed order; the AOT cache is void for any other.
class_path() {
  local jars=("$DIST/$1"/*.jar)
  local IFS=:
  printf '%s' "${jars[*]}"
}

train_locked() {
  [ -f "$AOT_CACHE" ] && return 0
  local scratch
  scratch=$(mktemp -d "${TMPDIR:-/tmp}/ringdown-train.XXXXXX")
  say "training the start-up cache (once after a build)"
  java_options 72m
  if "$JAVA_HOME/bin/java" -XX:AOTCacheOutput="$AOT_CACHE.new" "${JAVA_OPTIONS[@]}" -cp "$(class_path lib)" \
      org.ringdown.cli.Main train --dir "$scratch" >"$scratch/log" 2>&1 && [ -s "$AOT_CACHE.new" ]; then
    mv "$AOT_CACHE.new" "$AOT_CACHE"
    # A small one for the commands that only ask a node: it is told apart by what it loads, here for a node that is not there.
    "$JAVA_HOME/bin/java" -XX:AOTCacheOutput="$SHORT_CACHE.new" "${JAVA_OPTIONS[@]}" -cp "$(class_path lib)" \
      org.ringdown.cli.Main status --data "$scratch/northland" >>"$scratch/log" 2>&1 || true
    if [ -s "$SHORT_CACHE.new" ]; then mv "$SHORT_CACHE.new" "$SHORT_CACHE"; fi
  else
    say "no start-up cache this time (see $ROOT/cli/target/train.log); everything works without it, only starts slower"
    : >"$AOT_CACHE"
  fi
  cp "$scratch/log" "$ROOT/cli/target/train.log"
  rm -rf "$scratch" "$AOT_CACHE.new"
}

# aot: makes the start-up cache when the current build has none. An empty file says: tried, not to be had.
aot() { [ -f "$AOT_CACHE" ] || with_build_lock train_locked; }

# is_short COMMAND: it computes little and ends soon, so the quick compiler alone is the quicker one.
is_short() {
  case "$1" in
    serve | export | verify | fsck | restore | tail) return 1 ;;
    *) return 0 ;;
  esac
}

# run_java HEAP MAIN ARGUMENTS...: becomes that Java program.
run_java() {
  local heap=$1 main=$2 cache=$AOT_CACHE
  shift 2
  java_options "$heap"
  if [ "$main" = org.ringdown.cli.Main ] && is_short "${1:-}"; then
    JAVA_OPTIONS+=(-XX:TieredStopAtLevel=1)
    if [ -s "$SHORT_CACHE" ]; then cache=$SHORT_CACHE; fi
  fi
  if [ -s "$cache" ]; then
    JAVA_OPTIONS+=("-XX:AOTCache=$cache" -Xlog:aot=off -Xlog:cds=off)
  fi
  # shellcheck disable=SC2086 # the variable holds several options
  exec "$JAVA_HOME/bin/java" "${JAVA_OPTIONS[@]}" ${RINGDOWN_JAVA_OPTS:-} -cp "$(class_path lib)" "$main" "$@"
}

# run_module MODULE HEAP ARGUMENTS...: becomes org.ringdown.MODULE.Main on that module's own jars.
run_module() {
  local module=$1 heap=$2
  shift 2
  [ -d "$ROOT/$module" ] || fail_environment "$module is not built yet: this tree has no folder $module/."
  build
  [ -d "$DIST/$module" ] || fail_environment "$module/ packages no jars into $module/target/lib: see cli/pom.xml for how."
  java_options "$heap"
  # shellcheck disable=SC2086 # the variable holds several options
  exec "$JAVA_HOME/bin/java" "${JAVA_OPTIONS[@]}" ${RINGDOWN_JAVA_OPTS:-} \
    -cp "$(class_path "$module")" "org.ringdown.$module.Main" "$@"
}
