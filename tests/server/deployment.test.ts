import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import * as opaque from "@serenity-kit/opaque";
import { expect, test } from "vitest";
import { db } from "@/lib/server/db";
import { checkDeployment } from "@/lib/server/deployment.js";
import { readEnv } from "@/lib/server/env.js";
import { settings } from "@/lib/server/settings";
import { newAccount, trySignIn } from "../support/account";
import { withServer } from "../support/server";

const server = withServer();

const check = (opaqueServerSetup = settings().secrets.opaqueServerSetup) =>
  checkDeployment(readEnv(), { ...settings().secrets, opaqueServerSetup });

async function otherSetup(): Promise<string> {
  await opaque.ready;
  return opaque.server.createSetup();
}

test("the first start binds secrets and database, later ones find them bound; several at once agree", async () => {
  expect(await db().deployment.count()).toBe(0);
  await Promise.all([check(), check(), check()]);
  await check();
  expect(await db().deployment.count()).toBe(1);
});

test("of several that start with other secrets at once, one is bound and the others are refused", async () => {
  await db().deployment.deleteMany();
  const setups = await Promise.all([1, 2, 3].map(otherSetup));
  const outcomes = await Promise.allSettled(setups.map(check));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const outcome of outcomes) {
    if (outcome.status === "rejected") expect(String(outcome.reason)).toContain("do not belong together");
  }
  await db().deployment.deleteMany();
});

test("other secrets are refused in plain words, and nobody's record is touched", async () => {
  await check();
  const account = await newAccount();
  const before = await db().user.findMany();
  await expect(check(await otherSetup())).rejects.toThrow(
    /do not belong together.*Put back the secrets file/s,
  );
  await expect(check("damaged")).rejects.toThrow(/damaged.*Put back/s);
  expect(await db().user.findMany()).toEqual(before);
  await check();
  expect((await trySignIn(account.handle, account.passphrase)).status).toBe(200);
});

test("the start ends with that sentence alone and a code that is not zero", async () => {
  await check();
  const file = path.join(server.database().folder, "other-secrets.json");
  const secrets = { ...settings().secrets, opaqueServerSetup: await otherSetup() };
  fs.writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  const outcome = await new Promise((resolve) => {
    const serve = path.join(import.meta.dirname, "../../scripts/serve/serve.mjs");
    const env = { ...process.env, SECRETS_FILE: file, PORT: "0" };
    execFile(process.execPath, [serve], { env }, (error, stdout, stderr) =>
      resolve({ code: error?.code, stdout, stderr }),
    );
  });
  expect(outcome).toEqual({
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(/^Stile does not start: [^\n]* do not belong together[^\n]*\.\n$/),
  });
});
