# Sourced by infra/run, infra/bench, infra/chaos, infra/payments, infra/client, infra/audit, infra/keys and infra/moto: builds what is missing or stale and runs a program of infra/local.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
# shellcheck source=find-jdk.sh
. "$root/infra/local/find-jdk.sh"

# Each module with its artifact, and the modules whose sources it contains.
functions="import-function order-function payment-function notify-function status-function"
artifact() {
  case $1 in
    infra/local) echo "$root/infra/local/target/local.jar" ;;
    *) echo "$root/$1/target/function.zip" ;;
  esac
}
parts() {
  case $1 in
    infra/local) echo "infra/local infra/stand-ins" ;;
    infra/schema) echo "infra/schema" ;;
    *) echo "$1 batch-ledger" ;;
  esac
}
is_stale() {
  local file part
  file=$(artifact "$1")
  [ -f "$file" ] || return 0
  for part in $(parts "$1"); do
    if [ -n "$(find "$root/$part/src/main" "$root/$part/pom.xml" "$root/pom.xml" -newer "$file" -print -quit)" ]; then
      return 0
    fi
  done
  return 1
}

build_stale() {
  local stale=() module begin=$SECONDS
  for module in infra/schema $functions; do
    if is_stale "$module"; then stale+=("$module"); fi
  done
  # infra/local comes with any of them: its build prepares the new functions for quick starts.
  if [ ${#stale[@]} -gt 0 ] || is_stale infra/local; then stale+=(infra/local); fi
  [ ${#stale[@]} -gt 0 ] || return 0
  find_maven || return 3
  echo "Building ${stale[*]} …" >&2
  if ! (cd "$root" && mvn -q -B -Dstyle.color=never -DskipTests -am -pl "$(IFS=,; echo "${stale[*]}")" package >&2); then
    echo "The build failed; what Maven says is above." >&2
    return 3
  fi
  # Maven leaves an artifact alone whose content would not change; the time of this build counts.
  for module in "${stale[@]}"; do touch "$(artifact "$module")"; done
  echo "Built in $((SECONDS - begin)) s." >&2
}

# Becomes the program of the main class given, with the arguments that follow it.
run_program() {
  local terminal=false
  find_jdk || exit 3
  build_stale || exit 3
  if [ -t 2 ]; then terminal=true; fi
  exec "$JAVA_HOME/bin/java" -Xmx160m -XX:+UseSerialGC -Xshare:auto \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -Dbulkorder.root="$root" -Dbulkorder.terminal=$terminal \
    -cp "$(artifact infra/local)" "$@"
}
