// Installs the packages where they are missing or older than the lock file. Used by Maven, so that a second build is quick.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import process from "node:process";

const installed = "node_modules/.package-lock.json";
const fresh = existsSync(installed) && statSync(installed).mtimeMs >= statSync("package-lock.json").mtimeMs;
if (!fresh) {
  const { status } = spawnSync("npm", ["ci", "--no-progress"], { stdio: "inherit" });
  process.exitCode = status ?? 1;
}
