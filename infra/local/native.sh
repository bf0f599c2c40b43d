# Sourced by infra/package, infra/run and infra/bench: builds functions as native executables, each at
# X/target/native/function.zip, unless that is there already and was made of the same.
# shellcheck shell=bash
# root, functions and parts() are those of program.sh.

native_functions="infra/schema $functions"
native_image=$(sed -n 's|.*<quarkus.native.builder-image>\(.*\)</.*|\1|p' "$root/pom.xml")

native_artifact() { echo "$root/$1/target/native/function.zip"; }

# As the template names the processor of this machine.
own_architecture() {
  case $(uname -m) in
    aarch64 | arm64) echo arm64 ;;
    *) uname -m ;;
  esac
}

# Sets native_builder to what builds: an installed GraalVM, or a container. Fails with a sentence when there is none.
find_native_builder() {
  local container=$1
  if [ "$container" = true ]; then
    if ! docker version >/dev/null 2>&1 && ! podman version >/dev/null 2>&1; then
      echo "There is no Docker or Podman that runs: install one, or leave --container out and set GRAALVM_HOME." >&2
      return 3
    fi
    native_builder=$native_image
    return 0
  fi
  if [ -z "${GRAALVM_HOME:-}" ] && command -v native-image >/dev/null; then
    GRAALVM_HOME=$(dirname "$(dirname "$(readlink -f "$(command -v native-image)")")")
  fi
  if [ ! -x "${GRAALVM_HOME:-}/bin/native-image" ]; then
    echo "There is no native-image: set GRAALVM_HOME to a GraalVM or Mandrel $JDK_MIN, or say --container where Docker is." >&2
    return 3
  fi
  export GRAALVM_HOME
  native_builder=$("$GRAALVM_HOME/bin/native-image" --version | tr '\n' ' ')
  case $native_builder in
    *" $JDK_MIN"*) ;;
    *)
      echo "$GRAALVM_HOME is $native_builder, and a GraalVM or Mandrel $JDK_MIN is needed." >&2
      return 3
      ;;
  esac
}

# What an artifact is made of: sources, poms, the names of their files, and the architecture.
native_sources() {
  local part
  {
    echo "$2"
    cd "$root"
    {
      echo pom.xml
      for part in $(parts "$1"); do
        echo "$part/pom.xml"
        find "$part/src/main" -type f
      done
    } | LC_ALL=C sort | tr '\n' '\0' | xargs -0 sha256sum
  } | sha256sum | cut -d ' ' -f 1
}

# Whether an artifact is there that was made of the sources as they are, by whichever builder.
native_is_fresh() {
  local zip
  zip=$(native_artifact "$1")
  [ -f "$zip" ] && [ -f "$zip.made-of" ] && [ "$(head -n 1 "$zip.made-of")" = "$(native_sources "$1" "$2")" ]
}

# The same, by this builder with these options.
native_is_of() {
  native_is_fresh "$1" "$2" && [ "$(tail -n 1 "$(native_artifact "$1")".made-of)" = "$3" ]
}

# Builds one function: module, architecture, Maven's options. Says how long it took, and refuses what would not run on Lambda.
build_native() {
  local module=$1 architecture=$2 zip log sources made_by begin=$SECONDS needs
  shift 2
  made_by="$native_builder $*"
  zip=$(native_artifact "$module")
  log="$root/$module/target/native/build.log"
  mkdir -p "$(dirname "$zip")"
  rm -f "$zip" "$zip.made-of"
  sources=$(native_sources "$module" "$architecture")
  # Functions' tests take the migrations from infra/schema, which becomes an executable when its turn comes.
  [ "$module" = infra/schema ] || set -- "$@" -Dschema-artifact.skip=true
  if ! (cd "$root" && mvn -B -Dstyle.color=never -DskipTests -Dnative -am -pl "$module" package "$@") >"$log" 2>&1; then
    grep -E '^\[?(ERROR|Error|Fatal)|error:' "$log" | head -n 20 >&2
    echo "The build of $module failed; all that was said is in $log." >&2
    return 3
  fi
  if ! needs=$("$JAVA_HOME/bin/java" -XX:+UseSerialGC \
    "$root/infra/local/src/main/java/bulkorder/local/executable/CheckExecutable.java" "$architecture" "$zip"); then
    mv "$zip" "$zip.refused"
    return 3
  fi
  printf '%s\n%s\n' "$sources" "$made_by" >"$zip.made-of"
  echo "  built in $((SECONDS - begin)) s: $(($(wc -c <"$zip") / 1000000)) MB zipped, $needs" >&2
}

# Has each function built that is not fresh, one at a time; a build takes both the memory and the processors of a machine.
build_native_stale() {
  local architecture module number=0 stale=()
  find_jdk || return 3
  architecture=$(own_architecture)
  for module in $native_functions; do
    if ! native_is_fresh "$module" "$architecture"; then stale+=("$module"); fi
  done
  [ ${#stale[@]} -gt 0 ] || return 0
  find_native_builder false || return 3
  find_maven || return 3
  for module in "${stale[@]}"; do
    number=$((number + 1))
    echo "Building $module as an executable, $number of ${#stale[@]}, which takes minutes …" >&2
    build_native "$module" "$architecture" || return 3
  done
}
