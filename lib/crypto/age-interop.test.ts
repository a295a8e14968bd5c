import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fromBase64Url } from "./base64url";
import { acceptInvite, createInvite } from "./invite";
import { keyBytes, newVaultKey } from "./keys";
import { type Context, MIN_PAGE_BYTES, seal } from "./seal";

// A person must be able to open what is theirs without Stile: the standard `age` program does.

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "stile-age-"));
});
// Before each, not before all: a missing program then counts as so many failed tests, and none as skipped.
beforeEach(() => {
  const missing = (program: string) => spawnSync(program, ["--version"]).error !== undefined;
  if (missing("age")) throw new Error("The `age` program is needed for this test: apt-get install age");
  if (missing("script"))
    throw new Error("The `script` program is needed for this test: apt-get install bsdutils");
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Opens a file with `age -d`, which takes a passphrase from a terminal and nowhere else: `script` lends it one. */
function ageDecrypt(bytes: Uint8Array, passphrase: string) {
  writeFileSync(join(folder, "in.age"), bytes);
  rmSync(join(folder, "out"), { force: true });
  const run = spawnSync("script", ["-qec", "age --decrypt --output out in.age", "/dev/null"], {
    cwd: folder,
    input: `${passphrase}\n`,
    encoding: "utf8",
    timeout: 20_000,
  });
  return { status: run.status, said: run.stdout, plain: () => readFileSync(join(folder, "out")) };
}

describe("Debian's age", () => {
  const key = newVaultKey();
  const context: Context = { owner: "Ana", kind: "vault-document", name: "entries", version: 7 };

  test.each([
    ["a small document", { note: "Sitting close: welcome. Grüße 🌿" }, 4096],
    ["a page", [], MIN_PAGE_BYTES],
    ["a document of several of age's chunks", "what helps, in steps; ".repeat(20_000), 4096],
  ])("opens %s as the JSON it is", async (_, body, minBytes) => {
    const opened = ageDecrypt(await seal(key, context, body, { minBytes }), key);
    expect(opened.said).not.toContain("error");
    expect(opened.status).toBe(0);
    expect(JSON.parse(opened.plain().toString("utf8"))).toEqual({ context, body });
  });

  test("does not open it with another key", async () => {
    const opened = ageDecrypt(await seal(key, context, "x"), newVaultKey());
    expect(opened.status).not.toBe(0);
    expect(opened.plain).toThrow();
  });

  test("opens both layers of an acceptance", async () => {
    const invite = await createInvite();
    const { pairKey, acceptance } = await acceptInvite(invite);
    const outer = ageDecrypt(acceptance, invite.secret);
    expect(outer.status, outer.said).toBe(0);
    const inner = fromBase64Url(JSON.parse(outer.plain().toString("utf8")).body.forMaker);
    writeFileSync(join(folder, "identity"), `${invite.identity}\n`, { mode: 0o600 });
    const run = spawnSync("age", ["--decrypt", "--identity", "identity"], {
      cwd: folder,
      input: inner ?? "",
    });
    expect(run.status, run.stderr.toString()).toBe(0);
    expect(new Uint8Array(run.stdout)).toEqual(keyBytes(pairKey));
  });
});
