#!/usr/bin/env bash
# Writes the list of leaked passwords anew. For who maintains it: takes a version of the package, and needs npm, node and the network.
set -euo pipefail
cd "$(dirname "$0")/../src/Postgres/Accounts/Leaked"

package=@zxcvbn-ts/language-common
version=${1:-4.1.3}
shortest=8 # What the rule for passwords asks for at least: a shorter one is refused for that.

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
(cd "$scratch" && npm pack --silent "$package@$version" > name && tar -xzf "$(cat name)")
node -e '
  const [file, shortest] = process.argv.slice(1);
  const all = JSON.parse(require("fs").readFileSync(file, "utf8"));
  for (const one of new Set(all.map(word => word.toLowerCase()))) if (one.length >= shortest) console.log(one);
' "$scratch/package/src/passwords.json" "$shortest" | LC_ALL=C sort > leaked-passwords.txt
cp "$scratch/package/LICENSE.txt" LICENSE.txt
echo "$(wc -l < leaked-passwords.txt) passwords of $package $version"
