import * as opaque from "@serenity-kit/opaque";
import { expect, test, vi } from "vitest";
import { db } from "@/lib/server/db";
import { checkDeployment } from "@/lib/server/deployment";
import { settings } from "@/lib/server/settings";
import { refuseForeignSecrets } from "@/lib/server/start";
import { newAccount, trySignIn } from "../support/account";
import { withServer } from "../support/server";

withServer();

test("the first start binds secrets and database, later ones find them bound; several at once agree", async () => {
  expect(await db().deployment.count()).toBe(0);
  await Promise.all([checkDeployment(), checkDeployment(), checkDeployment()]);
  await checkDeployment();
  expect(await db().deployment.count()).toBe(1);
});

test("other secrets are refused in plain words, and nobody's record is touched", async () => {
  await checkDeployment();
  const account = await newAccount();
  const before = await db().user.findMany();
  const right = settings().secrets.opaqueServerSetup;
  await opaque.ready;
  settings().secrets.opaqueServerSetup = opaque.server.createSetup();
  try {
    await expect(checkDeployment()).rejects.toThrow(/do not belong together.*Put back the secrets file/s);
    settings().secrets.opaqueServerSetup = "damaged";
    await expect(checkDeployment()).rejects.toThrow(/damaged.*Put back/s);
  } finally {
    settings().secrets.opaqueServerSetup = right;
  }
  expect(await db().user.findMany()).toEqual(before);
  await checkDeployment();
  expect((await trySignIn(account.handle, account.passphrase)).status).toBe(200);
});

test("the start ends with that sentence alone and a code that is not zero", async () => {
  await checkDeployment();
  const right = settings().secrets.opaqueServerSetup;
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const exit = vi.spyOn(process, "exit").mockImplementation(() => {
    throw new Error("exited");
  });
  try {
    settings().secrets.opaqueServerSetup = opaque.server.createSetup();
    await expect(refuseForeignSecrets()).rejects.toThrow("exited");
    expect(exit).toHaveBeenCalledWith(1);
    expect(said.mock.calls).toEqual([[expect.stringMatching(/^Stile does not start: .*\.$/)]]);
  } finally {
    settings().secrets.opaqueServerSetup = right;
    said.mockReset();
    exit.mockRestore();
  }
});
