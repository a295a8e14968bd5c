// `npm start`: from a fresh clone to a running server. Each step is left out when it has been done before.
import { install, requireNode } from "./install.mjs";
import { setupLock, withLock } from "./lock.mjs";
import { root } from "./root.mjs";

requireNode();
process.chdir(root);
try {
  await withLock(setupLock, install);
  const { readEnv, ensureSecrets } = await import("../../lib/server/env.js");
  const { requireFreePort, serve } = await import("./serve.mjs");
  const env = readEnv();
  // Asked before anything is built, so that a second start does not replace the build under a server that is running.
  await requireFreePort(env);
  await withLock(setupLock, async () => {
    await ensureSecrets(env.SECRETS_FILE);
    const { generate } = await import("./generate.mjs");
    await generate();
    const { migrate } = await import("./migrate.mjs");
    const applied = await migrate(env.DATABASE_URL);
    if (applied.length > 0) console.log("The database is set up.");
    const { build } = await import("./build.mjs");
    await build();
  });
  await serve(env);
} catch (error) {
  console.error(`\nStile could not start.\n${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
