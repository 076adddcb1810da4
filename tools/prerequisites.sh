# Sourced by run.sh, test.sh and tools: what a machine needs, looked for and installed where it can be.
say() { printf '\033[1m> %s\033[0m\n' "$*" >&2; }
fail() { printf 'Tactus: %s\n' "$*" >&2; exit 1; }

sudo_if_needed() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo -n "$@"; else return 1; fi
}

# apt_install WHAT-FOR PACKAGE...  installs from Debian's packages; answers false where it can't.
apt_install() {
  local why=$1; shift
  command -v apt-get >/dev/null || return 1
  say "installing $* ($why)"
  if ! sudo_if_needed env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null 2>&1; then
    sudo_if_needed env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null 2>&1 || return 1
    sudo_if_needed env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null 2>&1 || return 1
  fi
}

need_dotnet() {
  if ! command -v dotnet >/dev/null && [ -x "$HOME/.dotnet/dotnet" ]; then export PATH="$HOME/.dotnet:$PATH"; fi
  command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing. Install it (https://dot.net) and run this again."
  dotnet --list-sdks | grep -q '^10\.' || fail "the .NET 10 SDK is missing; found: $(dotnet --list-sdks | tr '\n' ' ')"
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
}

need_node() {
  command -v node >/dev/null && command -v npm >/dev/null || fail "Node.js 20.19 or later with npm is missing. Install it (https://nodejs.org) and run this again."
  node -e 'const [a,b]=process.versions.node.split(".").map(Number);process.exit(a>20||(a===20&&b>=19)?0:1)' \
    || fail "Node.js 20.19 or later is needed; found $(node --version)."
}

# The embedded database is the system's SQLite.
need_sqlite() {
  ldconfig -p 2>/dev/null | grep -q 'libsqlite3\.so\.0' && return
  [ -e /usr/lib/x86_64-linux-gnu/libsqlite3.so.0 ] || [ -e /usr/lib/aarch64-linux-gnu/libsqlite3.so.0 ] && return
  apt_install "the embedded database" libsqlite3-0 || fail "libsqlite3.so.0 is missing and could not be installed; install the package libsqlite3-0."
}

build_server() {
  say "building the server"
  dotnet build src/Tactus.Host -c Release --nologo -v q -clp:ErrorsOnly || fail "the server does not build"
}

# The web application is built from the server's own description of its interface.
build_ui() {
  [ -f ui/package.json ] || return 0
  local stamp built=src/Tactus.Host/wwwroot/index.html
  # Built before, and nothing has changed since: neither what git knows nor a file that is newer.
  if [ -f "$built" ]; then
    stamp=$( { git ls-files -s ui; find ui/src ui/public ui/*.json ui/*.ts ui/index.html -type f -newer "$built"; find src -name '*.cs' -newer "$built"; } 2>/dev/null | sha256sum | cut -d' ' -f1)
    if [ "$(cat src/Tactus.Host/wwwroot/.built-from 2>/dev/null)" = "$stamp" ]; then publish_ui; return 0; fi
  fi
  if [ ! -d ui/node_modules ] || [ ui/package-lock.json -nt ui/node_modules/.package-lock.json ]; then
    say "installing the web application's packages"
    (cd ui && npm ci --no-audit --no-fund --loglevel=error) || fail "npm ci failed"
  fi
  say "building the web application"
  mkdir -p ui/.generated
  dotnet src/Tactus.Host/bin/Release/net10.0/tactus.dll openapi --out ui/.generated/openapi.json >/dev/null || fail "the interface could not be described"
  (cd ui && npm run --silent generate >/dev/null && npm run --silent build >/dev/null) || fail "the web application does not build"
  rm -rf src/Tactus.Host/wwwroot && cp -r ui/dist src/Tactus.Host/wwwroot
  { git ls-files -s ui || true; } 2>/dev/null | sha256sum | cut -d' ' -f1 > src/Tactus.Host/wwwroot/.built-from
  publish_ui
}

# The server finds the application beside itself, wherever it is started from.
publish_ui() {
  rm -rf src/Tactus.Host/bin/Release/net10.0/wwwroot
  cp -r src/Tactus.Host/wwwroot src/Tactus.Host/bin/Release/net10.0/wwwroot
}

need_chromium() {
  command -v chromium >/dev/null || [ -x /usr/bin/chromium ] || apt_install "the pages are tested in it" chromium
}

need_postgres() {
  command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || apt_install "the data tests run on it too" postgresql
}
