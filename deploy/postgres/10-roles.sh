#!/usr/bin/env bash
# Makes the database, its owner and the login roles. The migrations give the group roles their rights.
set -euo pipefail

secret() { cat "/run/secrets/$1"; }

psql -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
  -v owner="$(secret postgres-owner)" -v app="$(secret postgres-app)" -v exporter="$(secret postgres-exporter)" <<'SQL'
create role countersign_app nologin;
create role countersign_exporter nologin;
create role countersign_owner login password :'owner';
create role countersign login password :'app' in role countersign_app;
create role countersign_zeebe login password :'exporter' in role countersign_exporter;
create database countersign owner countersign_owner;
revoke connect on database countersign from public;
grant connect on database countersign to countersign_app, countersign_exporter;
SQL
