import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { root } from "@/scripts/serve/root.mjs";

/** Runs the demo where it has to refuse; one that does not is ended after a while. */
function demo(env: Partial<NodeJS.ProcessEnv>) {
  const { PATH } = process.env;
  return spawnSync(process.execPath, ["scripts/demo.mjs"], {
    cwd: root,
    env: { PATH, NODE_ENV: "development", ...env },
    encoding: "utf8",
    timeout: 20_000,
  });
}

it.each([
  [{ NODE_ENV: "production" as const }, "NODE_ENV is production"],
  [{ DATABASE_URL: "file:data/stile.db" }, "DATABASE_URL is set"],
  [{ DATABASE_URL: "postgresql://localhost/stile" }, "DATABASE_URL is set"],
  [{ SECRETS_FILE: "data/secrets.json" }, "SECRETS_FILE is set"],
  [{ ORIGIN: "https://stile.example" }, "ORIGIN is set"],
  [{ PORT: "70000" }, "PORT must be a number"],
])("the demo does not start with %o", (env, reason) => {
  const { status, stderr, stdout } = demo(env);
  expect(stderr).toContain(reason);
  expect(status).toBe(1);
  expect(stdout).toBe("");
});
