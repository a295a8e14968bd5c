// `npm run dev`: Next.js's development server with the same settings, secrets and migrations as the real one.
// It lacks the real one's headers: development needs eval and inline styles.
import { install, requireNode } from "./serve/install.mjs";
import { setupLock, withLock } from "./serve/lock.mjs";
import { root } from "./serve/root.mjs";
import { packageCommand, run } from "./serve/run.mjs";

requireNode();
process.chdir(root);
try {
  await withLock(setupLock, install);
  const { readEnv, ensureSecrets, publishToLibraries } = await import("../lib/server/env.js");
  const env = readEnv();
  const secrets = await ensureSecrets(env.SECRETS_FILE);
  publishToLibraries(env, secrets);
  const { generate } = await import("./serve/generate.mjs");
  await generate();
  const { migrate } = await import("./serve/migrate.mjs");
  await migrate(env.DATABASE_URL);
  const { checkDeployment } = await import("../lib/server/deployment.js");
  await checkDeployment(env, secrets);
  // Ctrl+C reaches Next.js too; it ends first and we follow.
  process.on("SIGINT", () => {});
  const args = [
    packageCommand("next"),
    "dev",
    "--port",
    String(env.PORT),
    "--hostname",
    env.HOST === "127.0.0.1" ? "localhost" : env.HOST,
  ];
  process.exitCode = (await run(process.execPath, args)).code;
} catch (error) {
  console.error(`\nStile could not start.\n${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
