import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { db, openDatabase } from "@/lib/server/db";
import { checkDeployment } from "@/lib/server/deployment.js";
import { ensureSecrets, readEnv } from "@/lib/server/env.js";
import { settings } from "@/lib/server/settings";
import { ORIGIN } from "../support/database";
import { send } from "../support/http";

/** A PostgreSQL that takes connections and never says a word. */
const mute = net.createServer((socket) => socket.on("error", () => {}));
const open = new Set<net.Socket>();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stile-test-"));

beforeAll(async () => {
  mute.on("connection", (socket) => open.add(socket));
  await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
  const address = mute.address();
  const port = typeof address === "object" ? address?.port : undefined;
  process.env.DATABASE_URL = `postgresql://stile:secret@127.0.0.1:${port}/stile`;
  process.env.SECRETS_FILE = path.join(folder, "secrets.json");
  process.env.ORIGIN = ORIGIN;
  await ensureSecrets(process.env.SECRETS_FILE);
  await openDatabase();
});

afterAll(async () => {
  for (const socket of open) socket.destroy();
  mute.close();
  await db().$disconnect();
  fs.rmSync(folder, { recursive: true, force: true });
});

test("a database that is frozen answers unavailable within seconds", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const started = Date.now();
  const answers = await Promise.all(
    [1, 2, 3].map(() =>
      send("recovery/open", { body: { handle: "fern-oak", recoveryAuth: "A".repeat(43) } }),
    ),
  );
  for (const { status, json } of answers) expect([status, json]).toEqual([503, { error: "unavailable" }]);
  // It gives up after five; a busy machine takes longer to say so.
  expect(Date.now() - started).toBeLessThan(60_000);
  said.mockReset();
});

test("and the start is refused with a sentence that holds no password", async () => {
  await expect(checkDeployment(readEnv(), settings().secrets)).rejects.toThrow(
    /^Stile does not start: the database does not answer[^\n]*\.$/,
  );
});
