import { fork } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ensureSecrets, envWarnings, readEnv, readSecrets } from "./env.js";

describe("readEnv", () => {
  it("has a default for everything", () => {
    expect(readEnv({})).toEqual({
      DATABASE_URL: "file:data/stile.db",
      PORT: 3000,
      HOST: "127.0.0.1",
      ORIGIN: "http://localhost:3000",
      SECRETS_FILE: "data/secrets.json",
      TRUST_PROXY: false,
    });
  });

  it("takes an empty value for an unset one", () => {
    expect(readEnv({ PORT: "", ORIGIN: "", DATABASE_URL: "", SECRETS_FILE: "", TRUST_PROXY: "" })).toEqual(
      readEnv({}),
    );
  });

  it("lets the origin follow the port", () => {
    expect(readEnv({ PORT: "4321" }).ORIGIN).toBe("http://localhost:4321");
  });

  it.each(["https://stile.example", "https://stile.example/", "http://localhost:3000", "http://[::1]:3000"])(
    "takes the origin %s",
    (ORIGIN) => {
      expect(readEnv({ ORIGIN }).ORIGIN).toBe(ORIGIN.replace(/\/$/, ""));
    },
  );

  it.each([
    "stile.example",
    "https://stile.example/app",
    "ftp://stile.example",
    "https://me:secret@stile.example",
    "https://stile.example?x",
    "//x",
  ])("refuses the origin %s", (ORIGIN) => {
    expect(() => readEnv({ ORIGIN })).toThrow("ORIGIN must be the address people open");
  });

  it.each(["mysql://x", "data.db", "file:", "postgres://", "libsql://x"])(
    "refuses the database %s",
    (DATABASE_URL) => {
      expect(() => readEnv({ DATABASE_URL })).toThrow("DATABASE_URL must be");
    },
  );

  it.each(["-1", "65536", "3e3", "3000x", " 80", "0x50"])("refuses the port %s", (PORT) => {
    expect(() => readEnv({ PORT })).toThrow("PORT must be a number");
  });

  it("says one sentence for each wrong value, and repeats none of them", () => {
    const wrong = { DATABASE_URL: "secret-1", PORT: "secret-2", ORIGIN: "secret-3", TRUST_PROXY: "secret-4" };
    const message = (() => {
      try {
        return JSON.stringify(readEnv(wrong));
      } catch (error) {
        return error instanceof Error ? error.message : "";
      }
    })();
    expect(message.split("\n")).toHaveLength(4);
    expect(message).not.toContain("secret");
  });
});

describe("envWarnings", () => {
  it.each(["https://stile.example", "http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"])(
    "is quiet about %s",
    (ORIGIN) => {
      expect(envWarnings(readEnv({ ORIGIN }))).toEqual([]);
    },
  );

  it("says that plain http elsewhere will not work", () => {
    expect(envWarnings(readEnv({ ORIGIN: "http://stile.example" }))).toHaveLength(1);
  });
});

describe("secrets", () => {
  let folder = "";
  let file = "";
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "stile-secrets-"));
    file = path.join(folder, "in a folder", "secrets.json");
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it("are made once, readable by their owner alone", async () => {
    const first = await ensureSecrets(file);
    expect(await ensureSecrets(file)).toEqual(first);
    expect(readSecrets(file)).toEqual(first);
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(fs.statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
    expect(fs.readdirSync(path.dirname(file))).toEqual(["secrets.json"]);
    expect(new Set(Object.values(first)).size).toBe(3);
  });

  it("are the same for processes that make them at once", async () => {
    const script = path.join(folder, "make.mjs");
    const env = JSON.stringify(path.join(import.meta.dirname, "env.js"));
    fs.writeFileSync(
      script,
      `const { ensureSecrets } = await import(${env}); process.send(await ensureSecrets(${JSON.stringify(file)}));`,
    );
    const made = await Promise.all(
      [1, 2, 3, 4].map(
        () =>
          new Promise((resolve, reject) => {
            const child = fork(script);
            child.once("message", resolve);
            child.once("exit", (code) => reject(new Error(`exit ${code}`)));
          }),
      ),
    );
    expect(new Set(made.map((secrets) => JSON.stringify(secrets))).size).toBe(1);
  });

  it("are refused when others on the machine could read them", async () => {
    await ensureSecrets(file);
    fs.chmodSync(file, 0o644);
    expect(() => readSecrets(file)).toThrow(/chmod 600/);
    await expect(ensureSecrets(file)).rejects.toThrow(/chmod 600/);
  });

  it.each(["", "{", "[]", '{"opaqueServerSetup":"x"}'])(
    "are refused when damaged (%s), and left as they are",
    async (content) => {
      fs.mkdirSync(path.dirname(file));
      fs.writeFileSync(file, content, { mode: 0o600 });
      await expect(ensureSecrets(file)).rejects.toThrow(/damaged/);
      expect(fs.readFileSync(file, "utf8")).toBe(content);
    },
  );

  it("are missed with a plain sentence", () => {
    expect(() => readSecrets(file)).toThrow(/cannot be read/);
  });
});
