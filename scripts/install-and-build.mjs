// What the demo, the bench and Lighthouse need before they start a server. Only Node's own modules, until packages are there.
import { install } from "./serve/install.mjs";
import { setupLock, withLock } from "./serve/lock.mjs";

/** Brings packages, database clients and build up to date, for what then runs on a database and secrets of its own. */
export async function installAndBuild() {
  await withLock(setupLock, async () => {
    await install();
    const { generate } = await import("./serve/generate.mjs");
    await generate();
    const { build } = await import("./serve/build.mjs");
    await build();
  });
}
