// PostgreSQL for the tests: the one that is named, or one started for the occasion and thrown away afterwards.
import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { aptInstall, findProgram } from "./programs.mjs";
import { isMain } from "./serve/is-main.mjs";
import { run } from "./serve/run.mjs";

/** A port of 127.0.0.1 that nothing listens on. */
export async function freePort() {
  const server = net.createServer();
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve(undefined));
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No free port was found.");
  return address.port;
}

/** The folder with `initdb` and `postgres`, or undefined. Debian keeps them away from PATH. */
function findBinaries() {
  const found = findProgram("initdb");
  const folders = found ? [path.dirname(fs.realpathSync(found))] : [];
  const debian = "/usr/lib/postgresql";
  if (fs.existsSync(debian)) {
    const versions = fs.readdirSync(debian).sort((a, b) => Number(b) - Number(a));
    folders.push(...versions.map((version) => path.join(debian, version, "bin")));
  }
  return folders.find((folder) =>
    ["initdb", "postgres"].every((name) => fs.existsSync(path.join(folder, name))),
  );
}

/**
 * PostgreSQL refuses to run as root. As root, commands are started as another user that is there already.
 * @returns {Promise<{ prefix: string[], uid: number, gid: number } | undefined>} undefined when we are not root
 */
async function unprivileged() {
  if (process.getuid?.() !== 0) return undefined;
  const passwd = fs.readFileSync("/etc/passwd", "utf8");
  for (const name of ["postgres", "nobody"]) {
    const line = passwd.split("\n").find((entry) => entry.startsWith(`${name}:`));
    const [uid, gid] = line?.split(":").slice(2, 4).map(Number) ?? [];
    if (uid === undefined || gid === undefined) continue;
    const setpriv = findProgram("setpriv");
    if (setpriv)
      return { prefix: [setpriv, `--reuid=${uid}`, `--regid=${gid}`, "--clear-groups", "--"], uid, gid };
    const runuser = findProgram("runuser");
    if (runuser) return { prefix: [runuser, "-u", name, "--"], uid, gid };
  }
  throw new Error(
    "PostgreSQL cannot run as root, and neither setpriv nor runuser is here to start it as someone else.",
  );
}

/**
 * Starts PostgreSQL from `binaries` on a free port of 127.0.0.1, in a temporary folder, with a generated password.
 * @param {string} binaries
 */
async function startIn(binaries) {
  const other = await unprivileged();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stile-postgres-"));
  const password = crypto.randomUUID();
  const passwordFile = path.join(folder, "password");
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if (other) {
    fs.chownSync(folder, other.uid, other.gid);
    fs.chownSync(passwordFile, other.uid, other.gid);
  }
  const data = path.join(folder, "data");
  /** @param {string} name @param {string[]} args */
  const command = (name, args) => {
    const [program = "", ...rest] = [...(other?.prefix ?? []), path.join(binaries, name), ...args];
    return { program, args: rest };
  };
  const remove = () => fs.rmSync(folder, { recursive: true, force: true });

  const init = command(
    "initdb",
    [
      ["-D", data, "-U", "stile", "-E", "UTF8", "--no-locale", "--no-sync"],
      ["-A", "scram-sha-256", `--pwfile=${passwordFile}`],
    ].flat(),
  );
  const made = await run(init.program, init.args, { capture: true, cwd: folder });
  if (made.code !== 0) {
    remove();
    throw new Error(`PostgreSQL could not make a test database:\n${made.output}`);
  }

  const port = await freePort();
  const start = command(
    "postgres",
    [
      ["-D", data, "-h", "127.0.0.1", "-p", String(port), "-k", folder],
      ["-c", "fsync=off", "-c", "max_connections=200", "-c", "log_min_messages=fatal"],
    ].flat(),
  );
  const log = fs.openSync(path.join(folder, "log"), "w");
  const server = spawn(start.program, start.args, { cwd: folder, stdio: ["ignore", log, log] });
  fs.closeSync(log);
  let ended = false;
  const exited = new Promise((resolve) => {
    server.once("error", resolve);
    server.once("exit", resolve);
  }).then(() => {
    ended = true;
  });
  // If our own process ends without stop(), the server goes with it.
  const atExit = () => {
    server.kill("SIGQUIT");
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  };
  process.once("exit", atExit);
  const stop = async () => {
    process.off("exit", atExit);
    server.kill("SIGINT");
    await Promise.race([exited, sleep(10_000, undefined, { ref: false })]);
    if (!ended) server.kill("SIGKILL");
    await exited;
    remove();
  };

  const { default: pg } = await import("pg");
  const url = `postgresql://stile:${password}@127.0.0.1:${port}/postgres`;
  const deadline = Date.now() + 30_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on("error", () => {});
    try {
      await client.connect();
      return { url, stop };
    } catch (error) {
      if (ended || Date.now() > deadline) {
        const said = fs.readFileSync(path.join(folder, "log"), "utf8");
        await stop();
        throw new Error(
          `PostgreSQL did not start: ${error instanceof Error ? error.message : error}\n${said}`,
        );
      }
      await sleep(100);
    } finally {
      await client.end().catch(() => {});
    }
  }
}

/**
 * A PostgreSQL server for tests, with the right to create databases: DATABASE_URL_TEST_POSTGRES when it is set, or else
 * the machine's own binaries started in a temporary folder; as root on Debian they are installed when they are missing.
 * Throws with what to do when there is none to be had.
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} `stop` leaves a server that was named alone
 */
export async function startPostgres() {
  const named = process.env.DATABASE_URL_TEST_POSTGRES;
  if (named) return { url: named, stop: async () => {} };

  if (findBinaries() === undefined) {
    await aptInstall("postgresql", () => {
      // Debian's package would start a server of its own at once; this setting, read by the package, says not to.
      fs.mkdirSync("/etc/postgresql-common", { recursive: true });
      const setting = "/etc/postgresql-common/createcluster.conf";
      if (!fs.existsSync(setting))
        fs.writeFileSync(setting, "create_main_cluster = false\nstart_conf = manual\n");
    });
  }
  const binaries = findBinaries();
  if (binaries === undefined) {
    throw new Error(
      "The tests need PostgreSQL. Install it (Debian and Ubuntu: apt-get install postgresql), or set " +
        "DATABASE_URL_TEST_POSTGRES to a server where the tests may create databases.",
    );
  }
  return startIn(binaries);
}

if (isMain(import.meta.url)) {
  const postgres = await startPostgres();
  console.log(`DATABASE_URL_TEST_POSTGRES=${postgres.url}\nPress Ctrl+C to stop it.`);
  const hold = setInterval(() => {}, 60_000);
  const end = async () => {
    clearInterval(hold);
    await postgres.stop();
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
}
