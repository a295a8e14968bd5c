import { afterEach, expect, test, vi } from "vitest";
import { acceptInvite, createInvite, parseInviteFragment } from "@/lib/crypto";
import { db } from "@/lib/server/db";
import { lockEveryTab, must, newPerson, type Person } from "../support/person";
import { withServer } from "../support/server";

/* A host that stands between two people who link: it is refused, or the words differ. */
withServer();
// With the whole work of the four words, and of a passphrase.
vi.unmock("@noble/hashes/scrypt.js");
vi.unmock("@serenity-kit/opaque");
vi.setConfig({ testTimeout: 180_000 });
afterEach(lockEveryTab);

const idOf = async ({ handle }: Person) => (await db().user.findUniqueOrThrow({ where: { handle } })).id;

async function inviteOf({ tab }: Person) {
  await must(tab.engine.makeInvite());
  const { link: invited } = tab.vault;
  if (invited.state !== "invited") throw new Error(`No invite: ${invited.state}`);
  const invite = await parseInviteFragment(invited.url);
  if (!invite) throw new Error("The link is no invite");
  return { url: invited.url, invite };
}

const wordsOf = ({ tab }: Person) => {
  const { link: view } = tab.vault;
  if (view.state !== "compare" && view.state !== "waiting" && view.state !== "linked") {
    throw new Error(`No words: ${view.state}`);
  }
  return view.words;
};

/** The host puts an acceptance of its own in the place of one that stands. */
const replaceAcceptance = (id: string, acceptance: Uint8Array) =>
  db().invite.update({ where: { id }, data: { acceptance: new Uint8Array(acceptance) } });

test("an acceptance that the host makes itself is refused: without the link's secret it does not open", async () => {
  const [writer, reader] = [await newPerson(), await newPerson()];
  const { url, invite } = await inviteOf(writer);
  await must(reader.tab.engine.acceptInvite(url));
  const honest = await db().invite.findUniqueOrThrow({ where: { id: invite.id } });
  // All that the host lacks is the secret: grant it the recipient too, which it never sees either.
  const guessed = await acceptInvite({ ...invite, secret: (await createInvite()).secret });
  await replaceAcceptance(invite.id, guessed.acceptance);
  await writer.tab.engine.refreshLink();
  expect(writer.tab.vault.link).toEqual({ state: "tampered" });
  expect(await writer.tab.engine.confirmLink()).toMatchObject({ ok: false });
  expect(await db().link.count({ where: { inviteId: invite.id } })).toBe(0);
  // An honest acceptance of another invite does not do in its place.
  const other = await newPerson();
  const { url: otherUrl, invite: otherInvite } = await inviteOf(other);
  await must((await newPerson()).tab.engine.acceptInvite(otherUrl));
  const moved = await db().invite.findUniqueOrThrow({ where: { id: otherInvite.id } });
  await replaceAcceptance(invite.id, moved.acceptance ?? new Uint8Array());
  await writer.tab.engine.refreshLink();
  expect(writer.tab.vault.link).toEqual({ state: "tampered" });
  // With the honest one back, the two agree.
  await replaceAcceptance(invite.id, honest.acceptance ?? new Uint8Array());
  await writer.tab.engine.refreshLink();
  expect(writer.tab.vault.link.state).toBe("compare");
  expect(wordsOf(writer)).toEqual(wordsOf(reader));
});

test("a host that has the link, and pairs each of the two with itself, cannot make the words alike", async () => {
  const [writer, reader, mallory, second] = [
    await newPerson(),
    await newPerson(),
    await newPerson(),
    await newPerson(),
  ];
  // The writer sends the link through a channel that the host reads; the host answers it, and sends the reader a link of its own.
  const { url } = await inviteOf(writer);
  await must(mallory.tab.engine.acceptInvite(url));
  const { url: forReader } = await inviteOf(second);
  await must(reader.tab.engine.acceptInvite(forReader));
  await writer.tab.engine.refreshLink();
  await second.tab.engine.refreshLink();
  expect(writer.tab.vault.link.state).toBe("compare");
  expect(reader.tab.vault.link.state).toBe("waiting");
  expect(wordsOf(writer)).toEqual(wordsOf(mallory));
  expect(wordsOf(reader)).toEqual(wordsOf(second));
  expect(wordsOf(writer)).not.toEqual(wordsOf(reader));
  // The writer cancels: nothing was linked, and nothing of the writer's went out.
  await must(writer.tab.engine.cancelInvite());
  expect(writer.tab.vault.link).toEqual({ state: "none" });
  expect(await db().linkSeat.count({ where: { userId: await idOf(writer) } })).toBe(0);
});

test("a link that the host makes by itself gives it nothing: no key, no page but an empty one that it cannot open", async () => {
  const [writer, mallory] = [await newPerson(), await newPerson()];
  const { invite } = await inviteOf(writer);
  const page = { effectiveFrom: BigInt(Date.now()), sealed: new Uint8Array(100) };
  await db().link.create({ data: { id: invite.id, inviteId: invite.id } });
  for (const [seat, person] of [
    ["maker", writer],
    ["accepter", mallory],
  ] as const) {
    const userId = await idOf(person);
    await db().linkSeat.create({ data: { linkId: invite.id, seat, userId } });
    await db().sheetPage.create({ data: { linkId: invite.id, seat, ...page } });
  }
  await writer.tab.engine.refreshLink();
  expect(writer.tab.vault.link).toEqual({ state: "keyLost" });
  expect(writer.tab.vault.theirPage).toEqual({ state: "notLinked" });
  // Nothing is published without a key, and the writer can leave.
  expect(await db().sheetPage.count({ where: { linkId: invite.id } })).toBe(2);
  await must(writer.tab.engine.unlink());
  expect(writer.tab.vault.link).toEqual({ state: "none" });
});
