import { Encrypter } from "age-encryption";
import { describe, expect, test } from "vitest";
import { toBase64Url } from "./base64url";
import {
  acceptInvite,
  createInvite,
  inviteFragment,
  openAcceptance,
  pairWords,
  parseInvite,
  parseInviteFragment,
  seatOwner,
} from "./invite";
import { newId, newInviteKey, newPairKey } from "./keys";
import { seal } from "./seal";

const encryptTo = (recipient: string, content: Uint8Array | string) => {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(content);
};

const fromLink = async (text: string) => {
  const invite = await parseInviteFragment(text);
  if (!invite) throw new Error("The invite was not read");
  return invite;
};

describe("an invite", () => {
  test("passes one pair key to both, and both see the same four words", async () => {
    const invite = await createInvite();
    const { pairKey, acceptance } = await acceptInvite(await fromLink(inviteFragment(invite)));
    expect(await openAcceptance(invite, acceptance)).toEqual({ ok: true, pairKey });
    const words = await pairWords(pairKey);
    expect(words).toHaveLength(4);
    expect(await pairWords(pairKey)).toEqual(words);
    expect(await pairWords(newPairKey())).not.toEqual(words);
  });

  test("survives the vault, and nothing else is taken for one", async () => {
    const invite = await createInvite();
    expect(parseInvite(JSON.parse(JSON.stringify(invite)))).toEqual(invite);
    const broken = [null, 1, "x", [], {}, { ...invite, id: "x" }, { ...invite, secret: "x" }];
    for (const other of [
      ...broken,
      { ...invite, identity: "age1" },
      { ...invite, recipient: invite.identity },
    ]) {
      expect(parseInvite(other)).toBeNull();
    }
  });

  test("does not carry the identity in its link", async () => {
    const invite = await createInvite();
    expect(inviteFragment(invite).toUpperCase()).not.toContain("AGE-SECRET-KEY");
    expect(await fromLink(inviteFragment(invite))).not.toHaveProperty("identity");
  });
});

describe("a pasted link", () => {
  test("is read with and without #, whole, wrapped, and with ~ escaped", async () => {
    const { id, secret, recipient, ...rest } = await createInvite();
    const fragment = inviteFragment({ id, secret, recipient, ...rest });
    for (const text of [
      fragment,
      `#${fragment}`,
      `https://stile.example/en/link#${fragment}`,
      `  http://localhost:3000/link#${fragment}\n`,
      `https://stile.example/link#${fragment.slice(0, 60)}\r\n${fragment.slice(60)}`,
      `https://stile.example/link#${fragment.replaceAll("~", "%7E")}`,
    ]) {
      expect(await parseInviteFragment(text), text).toEqual({ id, secret, recipient });
    }
  });

  test("is null when anything about it is wrong", async () => {
    const invite = await createInvite();
    const { id, secret, recipient } = invite;
    const whole = inviteFragment(invite);
    const otherEnd = recipient.endsWith("q") ? "p" : "q";
    // Its checksum is right, but it is the point with which every shared secret is zero.
    const zeroPoint = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z";
    expect(() => new Encrypter().addRecipient(zeroPoint)).not.toThrow();
    for (const text of [
      "",
      "#",
      "https://stile.example/link",
      "https://stile.example/link#",
      whole.slice(0, -1),
      `${whole}~`,
      `${whole}x`,
      whole.replace(/^1/, "2"),
      ["1", "short", secret, recipient].join("~"),
      ["1", id, secret.slice(1), recipient].join("~"),
      ["1", id, secret, recipient.slice(0, -1) + otherEnd].join("~"),
      ["1", id, secret, recipient.toUpperCase()].join("~"),
      ["1", id, secret, zeroPoint].join("~"),
      ["1", id, secret, invite.identity].join("~"),
      ["1", id, secret].join("~"),
      "~".repeat(4000),
      whole.padEnd(1_000_000, " "),
    ]) {
      expect(await parseInviteFragment(text), text.slice(0, 200)).toBeNull();
    }
  });
});

describe("somebody in between", () => {
  test("without the link's secret cannot make an acceptance, though they know id and recipient", async () => {
    const invite = await createInvite();
    const { acceptance } = await acceptInvite({ ...invite, secret: newInviteKey() });
    expect(await openAcceptance(invite, acceptance)).toEqual({ ok: false, reason: "cannot_open" });
  });

  test("who reads the link later cannot read the pair key out of the acceptance", async () => {
    const invite = await createInvite();
    const { acceptance } = await acceptInvite(invite);
    const { identity } = await createInvite();
    expect(await openAcceptance({ ...invite, identity }, acceptance)).toEqual({
      ok: false,
      reason: "cannot_open",
    });
  });

  test("cannot bring an acceptance from another seat, invite, name or kind", async () => {
    const invite = await createInvite();
    const other = newId();
    const forMaker = toBase64Url(await encryptTo(invite.recipient, new Uint8Array(32)));
    const right = {
      owner: seatOwner(invite.id, "accepter"),
      kind: "acceptance",
      name: invite.id,
      version: 1,
    } as const;
    const refused = async (context: Parameters<typeof seal>[1]) =>
      openAcceptance(invite, await seal(invite.secret, context, { forMaker }));
    expect(await refused(right)).toMatchObject({ ok: true });
    const wrong = { ok: false, reason: "wrong_context" };
    expect(await refused({ ...right, owner: seatOwner(invite.id, "maker") })).toEqual(wrong);
    expect(await refused({ ...right, owner: seatOwner(other, "accepter") })).toEqual(wrong);
    expect(await refused({ ...right, name: other })).toEqual(wrong);
    expect(await refused({ ...right, kind: "sheet-page" })).toEqual(wrong);
  });

  test("who has the secret but sends no pair key gets nowhere", async () => {
    const invite = await createInvite();
    const context = {
      owner: seatOwner(invite.id, "accepter"),
      kind: "acceptance",
      name: invite.id,
      version: 1,
    } as const;
    const short = toBase64Url(await encryptTo(invite.recipient, new Uint8Array(31)));
    for (const body of [
      null,
      {},
      { forMaker: 1 },
      { forMaker: "%" },
      { forMaker: "AAAA" },
      { forMaker: short },
    ]) {
      const acceptance = await seal(invite.secret, context, body);
      expect(await openAcceptance(invite, acceptance)).toEqual({ ok: false, reason: "cannot_open" });
    }
  });
});
