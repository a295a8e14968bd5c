// `npm run demo`: two made-up people who are linked, on a database that is thrown away at the end. Never for real use: it
// prints their passphrases, and it will not start where it looks as if a real Stile were meant.
import { installAndBuild } from "./install-and-build.mjs";
import { requireNode } from "./serve/install.mjs";
import { root } from "./serve/root.mjs";

/**
 * Why the demo must not run with these settings, or null.
 * @param {Record<string, string | undefined>} env
 */
function refusal(env) {
  if (env.NODE_ENV === "production") {
    return "NODE_ENV is production. The demo is for trying Stile out; npm start is for using it.";
  }
  const real = ["DATABASE_URL", "SECRETS_FILE", "ORIGIN"].filter((name) => env[name]);
  if (real.length === 0) return null;
  return (
    `${real.join(" and ")} ${real.length === 1 ? "is" : "are"} set, which a real Stile would use. ` +
    "The demo makes a database and secrets of its own and throws them away: start it without."
  );
}

/** Has somebody asked for the end? */
let ending = false;

/** @param {string} text */
function portFrom(text) {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Error("PORT must be a number from 0 to 65535.");
}

/** @param {string} name @param {import("./people.mjs").Person} person */
const card = (name, { handle, passphrase, recoveryCode }) =>
  [
    `  ${name}`,
    `    handle         ${handle}`,
    `    passphrase     ${passphrase}`,
    `    recovery code  ${recoveryCode}`,
  ].join("\n");

async function demo() {
  const refused = refusal(process.env);
  if (refused !== null) throw new Error(refused);
  // PORT=0 means any free one, as it does for the server; here the people must be told which.
  const wanted = portFrom(process.env.PORT || "0");
  await installAndBuild();
  const { freePort } = await import("./postgres.mjs");
  const { startStile, temporaryFolder } = await import("./throw-away.mjs");
  const { link, loadProgram, newPerson } = await import("./people.mjs");
  const { people, write } = await import("./demo/people.mjs");

  const port = wanted || (await freePort());
  const { folder, remove } = temporaryFolder("stile-demo-");
  const server = await startStile({ port, folder });
  const end = async (/** @type {number} */ code) => {
    if (ending) return;
    ending = true;
    await server.stop();
    remove();
    process.exit(code);
  };
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => {
      console.log("\nStopping, and deleting everything …");
      void end(0);
    });
  }
  void server.ended.then(() => {
    if (!ending) console.error("The server has ended by itself.");
    return end(1);
  });

  console.log("Two people sign up and write their first entries …");
  const program = await loadProgram();
  const [noor, sam] = await Promise.all([newPerson(program, server), newPerson(program, server)]);
  await link(noor, sam);
  await write(program, noor, people.noor);
  await write(program, sam, people.sam);
  // From here on they are the browser's: nothing is left open in this process.
  await Promise.all([noor.engine.lock(), sam.engine.lock()]);
  await program.close();
  if (ending) return;

  console.log(`
The demo is ready: ${server.origin}
Two people, made up for this run, are linked. To be both at once, use two browsers, or one window of the usual kind and a
private one.

${card("Noor", noor)}

${card("Sam", sam)}

Only this machine can reach it. All of it is deleted when you press Ctrl+C here.`);
}

requireNode();
process.chdir(root);
try {
  await demo();
} catch (error) {
  if (!ending) {
    console.error(`\nThe demo could not start.\n${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
}
