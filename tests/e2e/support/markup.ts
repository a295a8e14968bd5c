import { spawn } from "node:child_process";
import path from "node:path";
import { freePort } from "@/scripts/postgres.mjs";

const JAR = "node_modules/vnu-jar/build/dist/vnu.jar";

/** How long it may take to begin, and to read a page, milliseconds: on a busy machine too. */
const START_MS = 300_000;
const READ_MS = 120_000;

type Message = { type: string; subType?: string; lastLine?: number; message: string };

/** The W3C's checker (Nu Html Checker). */
export type MarkupChecker = {
  /**
   * What it finds in an HTML document: errors and warnings, as "line: what". Mere remarks, such as that on React's way to write a
   * void element, are left out. Throws where it could not read the document.
   */
  findings(html: string): Promise<string[]>;
  stop(): Promise<void>;
};

/**
 * Starts the checker as a service of 127.0.0.1 alone: most of what a run of it takes is its own beginning. Throws with what it
 * printed where it does not begin.
 */
export async function startMarkupChecker(): Promise<MarkupChecker> {
  const port = await freePort();
  const settings = ["bind-address=127.0.0.1", `max-file-size=${64 * 1024 * 1024}`];
  const service = spawn(
    process.env.JAVA_PATH || "java",
    [
      // It lives for minutes: what makes it faster in the long run would cost more than it gives. Its rules go deep.
      ...["-Xmx512m", "-Xss16m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"],
      ...settings.map((setting) => `-Dnu.validator.servlet.${setting}`),
      ...["-cp", path.resolve(JAR), "nu.validator.servlet.Main", String(port)],
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let said = "";
  let running = true;
  const ended = new Promise<void>((resolve) => {
    service.once("error", (error) => {
      said += error.message;
      resolve();
    });
    service.once("exit", () => resolve());
  }).then(() => {
    running = false;
  });
  for (const stream of [service.stdout, service.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-4_000);
    });
  }
  const atExit = () => service.kill();
  process.once("exit", atExit);
  const stop = async () => {
    process.off("exit", atExit);
    service.kill();
    await ended;
  };
  const findings = async (html: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}/?out=json`, {
      method: "POST",
      headers: { "content-type": "text/html; charset=utf-8" },
      body: html,
      signal: AbortSignal.timeout(READ_MS),
    });
    const { messages }: { messages: Message[] } = await answer.json();
    // A document that it cannot read is told among the others, and as the only one.
    return messages
      .filter(({ type, subType }) => type !== "info" || subType === "warning")
      .map(({ lastLine, message }) => `${lastLine}: ${message}`);
  };

  const deadline = Date.now() + START_MS;
  while (running && Date.now() < deadline && !said.includes("service started")) {
    await Promise.race([ended, new Promise((done) => setTimeout(done, 50))]);
  }
  if (running && said.includes("service started")) return { findings, stop };
  await stop();
  throw new Error(`The markup checker did not begin. It said: ${said}`);
}
