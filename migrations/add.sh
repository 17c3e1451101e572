#!/usr/bin/env bash
# Makes the same migration for both databases: migrations/add.sh NameOfTheMigration
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?give the migration a name, such as AddCandidates}
dotnet tool restore
for provider in Sqlite Postgres; do
  project="migrations/CollabLLM.Migrations.$provider"
  dotnet ef migrations add "$name" --project "$project" --startup-project "$project" --output-dir Migrations
done
