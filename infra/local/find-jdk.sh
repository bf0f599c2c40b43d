# Sourced by every command that runs Java: sets JAVA_HOME to a JDK of at least JDK_MIN, and finds Maven.
# shellcheck shell=bash

JDK_MIN=25
MAVEN_MIN=3.8

# Prints the major version of the JDK in a directory; fails when there is none (a JRE cannot build).
jdk_major() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  local version
  version=$("$1/bin/javac" -version 2>/dev/null) || return 1
  version=${version#javac }
  echo "${version%%[!0-9]*}"
}

is_new_enough() {
  local major
  major=$(jdk_major "$1") && [ "${major:-0}" -ge "$JDK_MIN" ]
}

java_home_of_path() {
  local java
  java=$(command -v java) || return 1
  "$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
}

find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" "$(java_home_of_path || true)" \
    /usr/lib/jvm/* /opt/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$home" ] && is_new_enough "$home"; then
      export JAVA_HOME=$home
      return 0
    fi
  done
  echo "There is no JDK $JDK_MIN or newer: install one (for example Eclipse Temurin $JDK_MIN from https://adoptium.net) or set JAVA_HOME to it." >&2
  return 3
}

find_maven() {
  local version
  version=$(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p' | head -n 1)
  if [ -n "$version" ] && [ "$(printf '%s\n' "$MAVEN_MIN" "$version" | sort -V | head -n 1)" = "$MAVEN_MIN" ]; then
    # Maven's own libraries do what newer JDKs warn of.
    export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}"
    return 0
  fi
  echo "There is no Maven $MAVEN_MIN or newer on the path${version:+, only $version}: install it (for example apt-get install maven, or brew install maven)." >&2
  return 3
}
