#!/usr/bin/env bash
# Measures the product on this machine: a fresh private Postgres, the carrier simulator, one silo, load over loopback,
# and beside it a peer on Node. bench/run.sh --help names the parameters.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/machine.sh

need_dotnet
need_postgres
peer=yes
case " $* " in
  *" --targets "* | *" --scenario "* | *" --search "*) ;;
  *" --pages "* | *" --figures "*) peer= ;;
esac
case " $* " in
  *" --no-peer "* | *" --help "*) peer= ;;
esac
case " $* " in
  # Without it everything else is measured.
  *" --pages "*) (need_chromium) || true ;;
esac
if [ "$peer" ]; then
  command -v node >/dev/null && command -v npm >/dev/null ||
    { echo "Node and npm are missing, which the comparison needs (Debian: apt-get install nodejs npm). --no-peer leaves it out." >&2; exit 1; }
  if [ ! -f bench/Peer/node_modules/.package-lock.json ] || [ bench/Peer/package-lock.json -nt bench/Peer/node_modules/.package-lock.json ]; then
    echo "Installing the peer…" >&2
    npm ci --prefix bench/Peer --omit=dev --no-audit --no-fund --ignore-scripts --loglevel=error >&2
  fi
fi
echo "Building…" >&2
for project in tools/TwilioSimulator/TwilioSimulator.csproj bench/Bench.csproj; do
  dotnet build "$project" -c Release -v q --nologo -clp:ErrorsOnly,NoSummary >&2
done
# What is measured is what would be installed.
dotnet publish src/Silo/Silo.csproj -c Release -r "linux-$(dpkg --print-architecture | sed s/amd64/x64/)" --self-contained false -o artifacts/bench/silo -v q --nologo -clp:ErrorsOnly,NoSummary >&2
exec dotnet bench/bin/Release/net10.0/OrleansSms.Bench.dll "$@"
