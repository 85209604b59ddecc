# What Liaison needs on the machine. Sourced by ./run and ./test; on Debian and Ubuntu it installs what is missing,
# elsewhere it says plainly what to install. Asks for root only when something has to be installed.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
tools="$PWD/artifacts/tools"
node_major=20

say() { printf '%s\n' "$*" >&2; }
fail() { printf '\n%s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }
on_debian() { [[ -f /etc/debian_version ]] && has apt-get; }

# The version that apt would install, or nothing.
apt_offers() { apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: //p' | grep -v '(none)' || true; }

apt_update_once() {
  [[ -n ${apt_is_fresh:-} ]] && return
  as_root apt-get update -q >"$PWD/artifacts/apt.log" 2>&1 || say "  (apt-get update failed, see artifacts/apt.log; going on with the lists that are there)"
  apt_is_fresh=yes
}

as_root() {
  if ((EUID == 0)); then DEBIAN_FRONTEND=noninteractive "$@" </dev/null
  elif has sudo; then
    say "  running: sudo $*"
    if [[ -t 0 ]]; then sudo DEBIAN_FRONTEND=noninteractive "$@"; else sudo -n DEBIAN_FRONTEND=noninteractive "$@"; fi
  else return 1; fi
}

apt_install() {
  if ((EUID != 0)) && ! has sudo; then fail "Missing: $*. Ask someone with root to run:  apt-get install $*"; fi
  say "Installing $*"
  apt_update_once
  as_root apt-get install -y -q --no-install-recommends "$@" >>"$PWD/artifacts/apt.log" 2>&1 ||
    { tail -n 5 "$PWD/artifacts/apt.log" >&2; fail "apt-get could not install $* (all of its output: artifacts/apt.log)."; }
}

need_dotnet() {
  # Only an SDK that global.json accepts will do; dotnet itself knows best.
  has dotnet && dotnet --version >/dev/null 2>&1 && return
  if on_debian && { apt_update_once; [[ -n $(apt_offers dotnet-sdk-10.0) ]]; }; then apt_install dotnet-sdk-10.0; return; fi
  fail "Liaison is built with the .NET SDK 10, and 'dotnet --version' does not find one here.
Install it from https://dotnet.microsoft.com/download/dotnet/10.0 (macOS: brew install dotnet-sdk; Fedora: dnf install dotnet-sdk-10.0)
and run this again."
}

has_postgres() {
  local place
  for place in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/libexec/postgresql* /usr/local/pgsql/bin /opt/homebrew/opt/postgresql@*/bin \
    /usr/local/opt/postgresql@*/bin /Applications/Postgres.app/Contents/Versions/*/bin /usr/bin ${PATH//:/ }; do
    [[ -x $place/initdb && -x $place/pg_ctl && $("$place/postgres" --version 2>/dev/null) =~ \(PostgreSQL\)\ ([0-9]+) ]] && ((BASH_REMATCH[1] >= 15)) && return
  done
  return 1
}

need_postgres() {
  has_postgres && return
  if on_debian; then
    apt_install postgresql
    has_postgres && return
    fail "The PostgreSQL of this system is older than 15. Install a newer one from https://wiki.postgresql.org/wiki/Apt and run this again."
  fi
  fail "Liaison keeps its data in PostgreSQL 15 or newer, and its server programs are not on this machine.
Install them (macOS: brew install postgresql@17; Fedora: dnf install postgresql-server; Alpine: apk add postgresql17) and run this again."
}

has_node() { has node && has npm && [[ $(node --version 2>/dev/null) =~ ^v([0-9]+) ]] && ((BASH_REMATCH[1] >= node_major)); }

need_node() {
  PATH="$tools/node/bin:$PATH"
  has_node && return
  if on_debian; then
    apt_update_once
    local offered
    offered=$(apt_offers nodejs)
    if [[ ${offered%%.*} =~ ^[0-9]+$ ]] && ((${offered%%.*} >= node_major)); then apt_install nodejs npm; fi
    hash -r
    has_node && return
    node_of_our_own && return
  fi
  fail "The browser part of Liaison is built with Node.js $node_major or newer, with npm, and this machine has $(node --version 2>/dev/null || echo none).
Install it from https://nodejs.org (macOS: brew install node) and run this again."
}

# Systems whose own Node.js is too old get one in artifacts/tools, for this folder only, checked against the published checksum.
node_of_our_own() {
  local name url=https://nodejs.org/dist/latest-v22.x machine
  case $(uname -m) in x86_64) machine=x64 ;; aarch64) machine=arm64 ;; *) return 1 ;; esac
  has curl && has xz || apt_install curl ca-certificates xz-utils
  say "Fetching Node.js 22 into artifacts/tools (this system's own is too old)"
  mkdir -p "$tools"
  (
    cd "$tools"
    curl -fsSLO "$url/SHASUMS256.txt"
    name=$(sed -n "s/.* \(node-v22.*-linux-$machine\.tar\.xz\)$/\1/p" SHASUMS256.txt)
    curl -fsSLO "$url/$name"
    grep " $name\$" SHASUMS256.txt | sha256sum --check --quiet
    rm -rf node && mkdir node && tar -xJf "$name" -C node --strip-components=1 && rm "$name"
  ) && hash -r && has_node
}

find_chromium() {
  local name
  for name in "${LIAISON_CHROMIUM:-}" chromium chromium-browser google-chrome-stable google-chrome \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium; do
    # Ubuntu's package is only a pointer to a snap, which cannot run in containers.
    [[ -n $name ]] && has "$name" && "$name" --version >/dev/null 2>&1 && { command -v "$name"; return; }
  done
  return 1
}

need_chromium() {
  if ! LIAISON_CHROMIUM=$(find_chromium); then
    if on_debian && ! grep -qi ubuntu /etc/os-release; then apt_install chromium; else chromium_of_our_own; fi
    LIAISON_CHROMIUM=$(find_chromium) || fail "The browser tests need Chromium or Chrome, and none is on this machine.
Install one (macOS: brew install --cask chromium; Fedora: dnf install chromium), or name it in LIAISON_CHROMIUM, and run this again."
  fi
  export LIAISON_CHROMIUM
}

# Playwright brings its own browser where the system has none that works.
chromium_of_our_own() {
  need_node
  say "Fetching Chromium into artifacts/tools"
  export PLAYWRIGHT_BROWSERS_PATH="$tools/browsers"
  npx --yes playwright@1 install $( ((EUID == 0)) && echo --with-deps) chromium >"$PWD/artifacts/chromium.log" 2>&1 || { tail -n 5 "$PWD/artifacts/chromium.log" >&2; return; }
  LIAISON_CHROMIUM=$(find "$PLAYWRIGHT_BROWSERS_PATH" -type f \( -name chrome -o -name Chromium \) -print -quit)
}

# Three FTP servers of other makers, for the tests. As packages they exclude each other, so they are unpacked beside each other in
# artifacts/tools, never installed and never started as a service; with them come the libraries that this system lacks. Without them those tests are skipped.
need_ftp_servers() {
  local name wanted="vsftpd proftpd-core proftpd-mod-crypto pure-ftpd pure-ftpd-common" log=$PWD/artifacts/ftp-servers.log
  [[ -e $tools/ftp/complete ]] && return
  if ! on_debian || ! has dpkg-deb; then say "(No FTP servers of other makers on this system: the tests with them are skipped.)"; return; fi
  [[ -n $(apt_offers vsftpd) ]] || apt_update_once
  say "Unpacking vsftpd, proftpd and pure-ftpd into artifacts/tools"
  rm -rf "$tools/ftp" && mkdir -p "$tools/ftp/packages"
  (
    cd "$tools/ftp/packages"
    # Three rounds: the servers, their libraries, and the libraries of those.
    for _ in 1 2 3; do
      [[ -n $wanted ]] || break
      apt-get download -q $wanted
      wanted=
      for package in *.deb; do
        for name in $(dpkg-deb -f "$package" Depends | tr ',|' '\n\n' | sed -n 's/^ *\(lib[^ :(]*\).*/\1/p'); do
          [[ $name == libpam-* ]] || dpkg -s "$name" >/dev/null 2>&1 || compgen -G "${name}_*.deb" >/dev/null || [[ " $wanted " == *" $name "* ]] || wanted+=" $name"
        done
      done
    done
    for package in *.deb; do dpkg-deb -x "$package" ..; done
    touch ../complete
  ) >"$log" 2>&1 </dev/null || say "  (they could not be had, see artifacts/ftp-servers.log; the tests with them are skipped)"
}

# build LOG PROJECT... : Release, quiet; on failure the errors and where the rest is.
build() {
  local log=$1 project
  shift
  : >"$log"
  for project in "$@"; do
    dotnet build "$project" -c Release -v q --nologo >>"$log" 2>&1 </dev/null && continue
    grep -E '(error|warning) ' "$log" | sort -u | head -n 40 >&2 || tail -n 40 "$log" >&2
    say "$project could not be built (all of the output: ${log#"$PWD"/})."
    return 1
  done
}
