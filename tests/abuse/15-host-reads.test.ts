import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterEach, expect, test, vi } from "vitest";
import { blindName, fromBase64Url, newId, openVaultDocument, parseVaultKey } from "@/lib/crypto";
import { ownComfort, starterComfort } from "@/lib/domain/comfort/topics";
import { blankItem } from "@/lib/domain/kinds/blank";
import { db } from "@/lib/server/db";
import { testProvider } from "../support/database";
import { link, lockEveryTab, must, newPerson, type Person, shareParts, TestBrowser } from "../support/person";
import { withServer } from "../support/server";

/* A host reads its whole database and its own logs: nothing that was typed is there, nor any key, in any usual encoding. */
const server = withServer();
vi.setConfig({ testTimeout: 180_000 });
afterEach(lockEveryTab);

type Cell = { table: string; column: string; value: Buffer };

/** Every cell of every table, as text or as the bytes it holds. */
async function everyCell(): Promise<Cell[]> {
  const rows: { table: string; row: object }[] = [];
  if (testProvider() === "sqlite") {
    const tables = await db().$queryRawUnsafe<{ name: string }[]>(
      "SELECT name FROM sqlite_master WHERE type = 'table'",
    );
    for (const { name } of tables) {
      for (const row of await db().$queryRawUnsafe<object[]>(`SELECT * FROM "${name}"`)) {
        rows.push({ table: name, row });
      }
    }
  } else {
    const client = new pg.Client({ connectionString: server.database().url });
    await client.connect();
    const tables = await client.query(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
    );
    for (const { name } of tables.rows) {
      for (const row of (await client.query(`SELECT * FROM "${name}"`)).rows) rows.push({ table: name, row });
    }
    await client.end();
  }
  return rows.flatMap(({ table, row }) =>
    Object.entries(row).map(([column, value]) => ({
      table,
      column,
      value: value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value)),
    })),
  );
}

/** The files themselves: what was deleted or overwritten may still lie in them. */
const everyFile = (): Cell[] =>
  testProvider() === "sqlite"
    ? fs
        .readdirSync(server.database().folder)
        .filter((name) => name.startsWith("test.db"))
        .map((name) => ({
          table: "file",
          column: name,
          value: fs.readFileSync(path.join(server.database().folder, name)),
        }))
    : [];

/** A secret in every spelling that one would look for: as it is, in upper case, in hex, base64 and UTF-16, as JSON writes it. */
function spellings(secret: string): Buffer[] {
  const bytes = Buffer.from(secret);
  const texts = [secret, secret.toUpperCase(), secret.toLowerCase(), bytes.toString("hex")];
  texts.push(bytes.toString("hex").toUpperCase(), encodeURIComponent(secret));
  texts.push(secret.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`));
  for (const shift of [0, 1, 2]) {
    // In the midst of a longer base64 text, the characters at both ends depend on what stands beside.
    const within = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const middle = within.slice(shift === 0 ? 0 : 4, -2);
    texts.push(middle, middle.replaceAll("+", "-").replaceAll("/", "_"));
  }
  const utf16 = Buffer.from(secret, "utf16le");
  return [...texts.map((text) => Buffer.from(text)), utf16, Buffer.from(utf16).swap16()];
}

const findings = (cells: readonly Cell[], secrets: Record<string, string>) =>
  Object.entries(secrets).flatMap(([what, secret]) =>
    cells
      .filter(({ value }) => spellings(secret).some((spelling) => value.includes(spelling)))
      .map(({ table, column }) => `${what} in ${table}.${column}`),
  );

/** Something that is nowhere by chance. */
const unique = (text: string) => `${text} ${randomBytes(6).toString("hex")}`;

/** What the program says during a run, on every level and on both streams. */
function listen() {
  const said: string[] = [];
  const spies = (["log", "info", "debug", "trace", "warn", "error", "dir"] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((...args: unknown[]) => {
      said.push(args.map(String).join(" "));
    }),
  );
  const streams = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, "write").mockImplementation((chunk) => {
      said.push(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString());
      return true;
    }),
  );
  return {
    said,
    stop: () => {
      for (const spy of spies) spy.mockReset();
      for (const spy of streams) spy.mockRestore();
    },
  };
}

async function vaultSecrets({ browser, handle }: Person) {
  const text = browser.stored.unlocked?.key ?? "";
  const key = parseVaultKey(text);
  if (!key) throw new Error("An open vault was expected");
  const { id } = await db().user.findUniqueOrThrow({ where: { handle } });
  const name = blindName(key, "link");
  const row = await db().vaultDocument.findUniqueOrThrow({ where: { ownerId_name: { ownerId: id, name } } });
  const expected = { owner: id, blindedName: name, atLeast: 0 };
  const opened = await openVaultDocument(key, expected, new Uint8Array(row.sealed));
  const pairKey = /"pairKey":"([A-Za-z0-9_-]{43})"/.exec(JSON.stringify(opened))?.[1];
  if (!pairKey) throw new Error("A pair key was expected");
  return { vaultKey: text, pairKey };
}

test("after a whole story nothing typed, no key and no name of a document is in the database, its files or the log", async () => {
  const typed = {
    topic: unique("the song from that summer"),
    note: unique("nicht von hinten, bitte; schön langsam"),
    condition: unique("only when I said so"),
    name: unique("Keller"),
    sign: unique("I go still"),
    help: unique("say my name"),
    dont: unique("do not hold my wrists"),
    step: unique("tea in the blue cup"),
    call: unique("Nimisha 0977 123"),
    answer: unique("ich war müde 🌧"),
    deleted: unique("gone again"),
    label: unique("stopped again"),
    offline: unique("written on the train"),
  };
  const secrets: Record<string, string> = { ...typed };
  const heard = listen();
  try {
    const writer = await newPerson();
    const reader = await newPerson();
    const now = Date.now();
    for (const [who, person] of Object.entries({ writer, reader })) {
      secrets[`${who} passphrase`] = person.passphrase;
      secrets[`${who} recovery code`] = person.recoveryCode;
      secrets[`${who} recovery code, bare`] = person.recoveryCode.replaceAll("-", "");
    }
    await must(writer.tab.engine.makeInvite());
    const { link: invited } = writer.tab.vault;
    if (invited.state !== "invited") throw new Error("An invite was expected");
    const [, , inviteSecret = "", recipient = ""] = (invited.url.split("#")[1] ?? "").split("~");
    Object.assign(secrets, { inviteSecret, recipient });
    await must(writer.tab.engine.cancelInvite());
    await link(writer, reader);
    for (const [who, person] of Object.entries({ writer, reader })) {
      const { vaultKey, pairKey } = await vaultSecrets(person);
      Object.assign(secrets, { [`${who} vault key`]: vaultKey, "pair key": pairKey });
    }
    for (const [key, text] of Object.entries({ ...secrets })) {
      const bytes = /key|inviteSecret/.test(key) ? fromBase64Url(text) : null;
      if (bytes) secrets[`${key}, its bytes in hex`] = Buffer.from(bytes).toString("hex");
    }

    const { engine } = writer.tab;
    const own = ownComfort(newId(), typed.topic, "talking", now);
    const answers = { whenTheyStart: { is: "onlyIf" as const, condition: typed.condition } };
    await shareParts(writer.tab, { ...own, note: typed.note, answers }, ["note", "whenTheyStart"]);
    const cellar = {
      ...blankItem("hardMoment", newId(), now, {}),
      name: typed.name,
      signs: [typed.sign],
      helps: [typed.help],
      pleaseDont: [typed.dont],
    };
    await shareParts(writer.tab, cellar, ["signs", "helps"]);
    const night = {
      ...blankItem("support", newId(), now, { situation: { starter: "cannotSleep" } }),
      steps: [typed.step],
    };
    await engine.saveItem({ ...night, othersToCall: [typed.call] });
    const passing = { ...starterComfort("kiss", now), note: typed.deleted };
    await shareParts(writer.tab, passing, ["note"]);
    await writer.tab.saved();
    await engine.deleteItem(passing.id);
    const checkIn = {
      ...blankItem("checkIn", newId(), now, { day: "2026-11-21", startedAt: now }),
      answers: { anythingElse: typed.answer },
    };
    await shareParts(writer.tab, checkIn, ["anythingElse"]);
    await shareParts(writer.tab, { ...starterComfort("hug", now), note: typed.label }, ["note"]);
    await writer.tab.saved();
    await reader.tab.engine.refreshTheirPage();
    expect(JSON.stringify(reader.tab.vault.theirPage)).toContain(typed.note);
    await engine.setPaused(true);
    await engine.setPaused(false);
    await engine.stopAll();
    writer.browser.network = "offline";
    await engine.saveItem({ ...starterComfort("hug", now), note: typed.offline });
    await writer.tab.until((seen) => seen.status === "open" && seen.vault.saving.state === "notYet");
    writer.browser.network = "up";
    await engine.retrySaving();
    await writer.tab.saved();

    // Things that go wrong, so that something is logged.
    await new TestBrowser().openTab().engine.signIn({ ...writer, passphrase: typed.note }, () => {});
    await db().$executeRawUnsafe('ALTER TABLE "VaultDocument" RENAME TO "Elsewhere"');
    await engine.saveItem({ ...starterComfort("tickling", now), note: typed.note });
    await writer.tab.until((seen) => seen.status === "open" && seen.vault.saving.state === "notYet");
    await db().$executeRawUnsafe('ALTER TABLE "Elsewhere" RENAME TO "VaultDocument"');
    await engine.retrySaving();
    await writer.tab.saved();

    const phone = new TestBrowser().openTab();
    const newCode = await phone.engine.newRecoveryCode();
    const newPassphrase = await phone.engine.suggestPassphrase();
    Object.assign(secrets, { newCode, newPassphrase });
    await must(
      phone.engine.recover(
        { handle: writer.handle, code: writer.recoveryCode, newPassphrase, newCode },
        () => {},
      ),
    );
    await phone.saved();
    await must(reader.tab.engine.unlink());
    await reader.tab.engine.signOut();

    for (const name of ["profile", "entries", "check-ins/2026-11"]) secrets[`the name ${name}`] = name;
    const cells = await everyCell();
    const files = everyFile();
    const names = /^(the name|topic$)/;
    const inFiles = Object.fromEntries(Object.entries(secrets).filter(([what]) => !names.test(what)));
    expect(findings(cells, secrets)).toEqual([]);
    expect(findings(files, { ...inFiles, topic: typed.topic })).toEqual([]);

    const log: Cell[] = [{ table: "log", column: "line", value: Buffer.from(heard.said.join("\n")) }];
    expect(heard.said.join("\n")).toContain("server_error in vault: ");
    expect(
      findings(log, {
        ...inFiles,
        "the writer's handle": writer.handle,
        "the reader's handle": reader.handle,
      }),
    ).toEqual([]);
    expect(findings(log, { "the writer's cookie": (writer.browser.cookie ?? "").slice(6, 60) })).toEqual([]);

    // Handles are where they must be, and nowhere else; which also shows that this search finds what is there.
    const handles = findings(cells, {
      "the writer's handle": writer.handle,
      "the reader's handle": reader.handle,
    });
    expect(new Set(handles.filter((found) => !found.includes("LoginAttempt.handle")))).toEqual(
      new Set(["the writer's handle in User.handle", "the reader's handle in User.handle"]),
    );
    const planted = Buffer.from(`x${typed.note}`);
    for (const value of [
      planted,
      Buffer.from(planted.toString("base64url")),
      Buffer.from(planted.toString("hex")),
      Buffer.from(planted.toString(), "utf16le"),
    ]) {
      expect(findings([{ table: "planted", column: "x", value }], typed)).toEqual(["note in planted.x"]);
    }
  } finally {
    heard.stop();
  }
});
