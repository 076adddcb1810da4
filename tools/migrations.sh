#!/usr/bin/env bash
# Adds a migration for every half and both engines: tools/migrations.sh NAME
# Only where a model differs from its last migration; a test fails while one is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tools/prerequisites.sh
need_dotnet
name=${1:?the migration needs a name}
dotnet tool restore >/dev/null
dotnet build src/Tactus.Host -c Release --nologo -v q -clp:ErrorsOnly
for engine in Sqlite Postgres; do
  for half in Platform Erp Mes Coordination; do
    folder=Migrations/$half
    project=src/Tactus.Storage.$engine
    if [ -d "$project/$folder" ] && dotnet ef migrations has-pending-model-changes --no-build --configuration Release \
        --project "$project" --startup-project "$project" --context "${half}Db" >/dev/null 2>&1; then continue; fi
    say "$engine $half: $name"
    dotnet ef migrations add "$name" --no-build --configuration Release --project "$project" --startup-project "$project" \
      --context "${half}Db" --output-dir "$folder" >/dev/null
  done
done
# The halves do not know each other, so one build after all of them is enough.
dotnet build src/Tactus.Host -c Release --nologo -v q -clp:ErrorsOnly
