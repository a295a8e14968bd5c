import { spawn } from "node:child_process";
import { freePort } from "@/scripts/postgres.mjs";

/** How long a server may take to begin, and to end once it is told to, milliseconds: on a busy machine too. */
const START_MS = 300_000;
const END_MS = 60_000;

/**
 * The real server on a fresh database, as `scripts/test-server.mjs` starts it; the build must be there. On a free port, or where
 * STILE_TEST_ORIGIN names one, on that of the first worker and the next ones of the others.
 * Throws with what it printed where it does not begin.
 */
export async function startServer(
  parallelIndex: number,
): Promise<{ origin: string; stop: () => Promise<void> }> {
  const named = process.env.STILE_TEST_ORIGIN;
  const port = named ? Number(new URL(named).port) + parallelIndex : await freePort();
  const origin = `http://localhost:${port}`;
  const server = spawn(process.execPath, ["scripts/test-server.mjs"], {
    env: { ...process.env, STILE_TEST_ORIGIN: origin },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  let running = true;
  const ended = new Promise<void>((resolve) => {
    server.once("exit", () => {
      running = false;
      resolve();
    });
  });
  const ready = new Promise<void>((resolve) => {
    server.stdout.setEncoding("utf8").on("data", (text: string) => {
      process.stdout.write(text);
      said += text;
      if (said.includes("Stile is ready")) resolve();
    });
  });
  // A worker that ends without a word takes its server along.
  const atExit = () => server.kill("SIGTERM");
  process.once("exit", atExit);
  const stop = async () => {
    process.off("exit", atExit);
    server.kill("SIGTERM");
    const hung = setTimeout(() => server.kill("SIGKILL"), END_MS);
    await ended;
    clearTimeout(hung);
  };

  let late: NodeJS.Timeout | undefined;
  await Promise.race([
    ready,
    ended,
    new Promise((resolve) => {
      late = setTimeout(resolve, START_MS);
    }),
  ]);
  clearTimeout(late);
  if (running && said.includes("Stile is ready")) return { origin, stop };
  await stop();
  throw new Error(`The server at ${origin} did not begin. It said: ${said}`);
}
