#!/usr/bin/env bash
# Makes the image: deploy/docker/build.sh [NAME]. With PUBLISH_ONLY=FOLDER it stops at the folder that goes into the image.
set -euo pipefail
cd "$(dirname "$0")/../.."
. scripts/machine.sh
need_dotnet

context=${PUBLISH_ONLY:-$(mktemp -d)}
[ -n "${PUBLISH_ONLY:-}" ] || trap 'rm -rf "$context"' EXIT
mkdir -p "$context"
dotnet publish src/Silo/Silo.csproj -c Release -r "linux-${ARCHITECTURE:-x64}" --self-contained -p:DebugType=none -v q --nologo -o "$context/app"
install -m 0755 deploy/docker/start.sh deploy/docker/ready.sh "$context"
install -m 0644 deploy/docker/Dockerfile "$context"
[ -n "${PUBLISH_ONLY:-}" ] || docker build -t "${1:-orleanssms}" "$context"
