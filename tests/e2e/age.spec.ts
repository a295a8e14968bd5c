import { expect } from "@playwright/test";
import { signIn } from "@/lib/client/engine/account";
import { createHttp } from "@/lib/client/engine/http";
import { newVaultKey } from "@/lib/crypto";
import { unpack } from "@/lib/wire/packed";
import { vaultResponse } from "@/lib/wire/vault";
import { ageDecrypt, requirePrograms } from "./support/age";
import { Person } from "./support/person";
import { test } from "./support/test";
import { words } from "./support/words";

/*
 * What a browser has sealed can be opened without Stile: by the standard `age` program, with the key that handle and
 * passphrase give.
 */

const NOTE = "Grüße from the stairs, 🌿 and a line";
const SIGN = "I go quiet all at once";

/** The vault key, as a second device gets it: by signing in over HTTP with handle and passphrase. */
async function vaultKeyOf({ handle, passphrase }: Person, origin: string) {
  let cookie = "";
  const http = createHttp(async (path, init) => {
    const headers = new Headers(init?.headers);
    headers.set("origin", origin);
    headers.set("sec-fetch-site", "same-origin");
    if (cookie !== "") headers.set("cookie", cookie);
    const response = await fetch(new URL(String(path), origin), { ...init, headers });
    const [session] = response.headers.getSetCookie();
    if (session !== undefined) cookie = session.split(";", 1)[0] ?? "";
    return response;
  });
  const outcome = await signIn(http, { handle, passphrase }, () => undefined);
  if (!outcome.ok) throw new Error(`Signing in failed: ${outcome.problem}`);
  return outcome.account;
}

test("a file sealed by the browser opens with Debian's age", async ({ browser }) => {
  requirePrograms();
  const person = await Person.arrive(browser);
  await person.signUp();
  await person.noteOn("hug", NOTE);
  await person.saved();
  await person.addHardMoment({ name: "", signs: [SIGN], helps: [] });
  await person.checkIn([{ question: "today", word: words.kinds.checkIn.parts.today.choices.heavy.mine }]);

  const answer = await person.ask("/api/vault");
  const { documents } = vaultResponse.parse(unpack(Buffer.from(answer?.body ?? "", "latin1")));
  const { key, ownerId } = await vaultKeyOf(person, new URL(person.page.url()).origin);

  const plain = documents.map(({ sealed }) => {
    const bytes = Buffer.from(sealed);
    expect(bytes.subarray(0, 21).toString()).toBe("age-encryption.org/v1");
    expect(bytes.includes(NOTE)).toBe(false);
    expect(ageDecrypt(bytes, newVaultKey())).toBeNull();
    return ageDecrypt(bytes, key);
  });
  expect(plain).not.toContain(null);
  const opened = plain.map((text) => JSON.parse(text ?? ""));
  for (const { context } of opened) expect(context).toMatchObject({ owner: ownerId, kind: "vault-document" });
  const recent = opened.find(({ context }) => context.name === "recent");
  const { entries, ...months } = recent?.body.document.changes ?? {};
  const typed = JSON.stringify(entries);
  expect(typed).toContain(NOTE);
  expect(typed).toContain(SIGN);
  expect(JSON.stringify(months)).toContain("heavy");
  await person.close();
});
