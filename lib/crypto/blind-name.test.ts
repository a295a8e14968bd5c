import { expect, test } from "vitest";
import { blindName, openVaultDocument } from "./blind-name";
import { newVaultKey } from "./keys";
import { seal } from "./seal";

const vaultKey = newVaultKey();
const sealed = seal(
  vaultKey,
  { owner: "Ana", kind: "vault-document", name: "check-ins 2024-11", version: 2 },
  {},
);
const asked = { owner: "Ana", blindedName: blindName(vaultKey, "check-ins 2024-11"), atLeast: 1 };

test("a name is blinded the same each time, and otherwise for another name or key", () => {
  const blinded = blindName(vaultKey, "entries");
  expect(blinded).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(blindName(vaultKey, "entries")).toBe(blinded);
  expect(blindName(vaultKey, "entrie")).not.toBe(blinded);
  expect(blindName(newVaultKey(), "entries")).not.toBe(blinded);
});

test("a document opens by its blinded name and tells its real one", async () => {
  const opened = await openVaultDocument(vaultKey, asked, await sealed);
  expect(opened).toEqual({ ok: true, name: "check-ins 2024-11", version: 2, body: {} });
});

test("a document filed under another's name, owner or age is refused", async () => {
  const blindedName = blindName(vaultKey, "entries");
  const refused = (change: Partial<typeof asked>) =>
    sealed.then((bytes) => openVaultDocument(vaultKey, { ...asked, ...change }, bytes));
  expect(await refused({ blindedName })).toEqual({ ok: false, reason: "wrong_context" });
  expect(await refused({ owner: "Ben" })).toEqual({ ok: false, reason: "wrong_context" });
  expect(await refused({ atLeast: 3 })).toEqual({ ok: false, reason: "older_than_seen" });
});
