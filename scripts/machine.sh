# Sourced by run.sh, test.sh and the benchmarks: what they need of the machine.

need_dotnet() {
  command -v dotnet >/dev/null || { echo "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download" >&2; exit 1; }
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
}

need_postgres() {
  has_postgres && return
  install_packages postgresql || { echo "PostgreSQL's server is missing. Install it (Debian: apt-get install postgresql) or set ConnectionStrings__Postgres." >&2; exit 1; }
}

need_nginx() {
  command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || install_packages nginx-light || { echo "nginx is missing. Install it (Debian: apt-get install nginx-light)." >&2; exit 1; }
  PATH=$PATH:/usr/sbin
}

# Without windows it does the same for half the work; the whole browser serves where a system has no such package.
need_chromium() {
  [ -z "${CHROMIUM:-}" ] || return 0
  local shell=/usr/bin/chromium-headless-shell whole=/usr/bin/chromium
  [ -x $shell ] || install_packages chromium-headless-shell fonts-noto-color-emoji || [ -x $whole ] || install_packages chromium fonts-noto-color-emoji \
    || { echo "Chromium is missing. Install it (Debian: apt-get install chromium) or name it in CHROMIUM." >&2; exit 1; }
  export CHROMIUM=$whole
  [ ! -x $shell ] || CHROMIUM=$shell
}

need_node() {
  has_node || install_packages nodejs npm
  has_node || { echo "Node.js 18 and npm are missing, which the script for calls in the browser is made with. Install them (Debian: apt-get install nodejs npm)." >&2; exit 1; }
}

has_node() {
  command -v node >/dev/null && command -v npm >/dev/null
}

has_postgres() {
  command -v initdb >/dev/null && return
  local folder
  for folder in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/local/pgsql/bin /opt/homebrew/bin /opt/homebrew/opt/postgresql*/bin; do
    [ -x "$folder/initdb" ] && return
  done
  return 1
}

# Debian's packages, as root or with a sudo that does not ask.
install_packages() {
  command -v apt-get >/dev/null || return 1
  local sudo=
  [ "$(id -u)" -eq 0 ] || { sudo="sudo -n"; $sudo true 2>/dev/null || return 1; }
  echo "Installing $*…"
  $sudo env DEBIAN_FRONTEND=noninteractive sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" >/dev/null' sh "$@"
}

random() {
  head -c "$1" /dev/urandom | od -An -tx1 | tr -d ' \n'
}

# Whether something takes connections at http://host:port.
listens() {
  (connect "$1") 2>/dev/null
}

# answers http://host:port /path: whether a GET is answered with 200. Needs no curl.
answers() {
  local status
  connect "$1" 2>/dev/null || return 1
  printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$2" >&3
  read -r -t 5 _ status _ <&3 || status=
  exec 3>&-
  [ "$status" = 200 ]
}

connect() {
  local authority=${1#*://}
  authority=${authority%%/*}
  local port=${authority##*:}
  [ "$port" != "$authority" ] || port=80
  exec 3<>"/dev/tcp/${authority%%:*}/$port"
}
