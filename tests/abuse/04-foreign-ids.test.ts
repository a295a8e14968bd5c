import { expect, test } from "vitest";
import { pack } from "@/lib/wire/packed";
import { type Account, newAccount, newId, newName, newPair, sealed } from "../support/account";
import { packedOf, putDocument, writeOf, writeParts } from "../support/documents";
import { type Answer, type Options, send } from "../support/http";
import { withServer } from "../support/server";
import { stored } from "../support/stored";

/* Another link's id, another person's document, a guessed id: the same answer as for what is not there, byte for byte. */
withServer();

const told = ({ status, text, headers }: Answer) => ({ status, text, headers: [...headers] });
const page = () => ({ effectiveFrom: Date.now() + 1, sealed: sealed() });

async function withDocument(account: Account) {
  const name = newName();
  const written = await putDocument(name, { baseVersion: 0, sealed: sealed() }, { cookie: account.cookie });
  expect(written.status).toBe(200);
  return name;
}

test("what belongs to others is as if it were not there, on every route that takes a name or an id", async () => {
  const { maker: writer, inviteId: writersLink } = await newPair();
  const { maker: partner } = await newPair();
  const single = await newAccount();
  // An invite of the writer's friend that waits, accepted by somebody else.
  const [friend, accepter] = [await newAccount(), await newAccount()];
  const accepted = newId();
  await send("invites", { body: { id: accepted }, cookie: friend.cookie });
  await send(`invites/${accepted}/accept`, {
    body: { acceptance: sealed(), page: page() },
    cookie: accepter.cookie,
  });
  const writersName = await withDocument(writer);
  const before = await stored();

  const remove: Options = { method: "DELETE" };
  const cases: [what: string, theirs: string, nobodys: string, options: Options][] = [
    ["read at a document's address", `vault/${writersName}`, `vault/${newName()}`, {}],
    ["read by an account's id", `vault/${writer.ownerId}`, `vault/${newName()}`, {}],
    ["read by a link's id", `vault/${writersLink}`, `vault/${newName()}`, {}],
    ["remove a document", `vault/${writersName}`, `vault/${newName()}`, { ...remove, body: { version: 1 } }],
    ["withdraw an acceptance", `invites/${accepted}/accept`, `invites/${newId()}/accept`, remove],
    ["withdraw from a link", `invites/${writersLink}/accept`, `invites/${newId()}/accept`, remove],
    ["withdraw by an account", `invites/${writer.ownerId}/accept`, `invites/${newId()}/accept`, remove],
    ["look up an account", `invites/${writer.ownerId}`, `invites/${newId()}`, {}],
    ["look up nonsense", "invites/not-an-id", `invites/${newId()}`, {}],
    ["an unknown address", `links/${writersLink}`, `links/${newId()}`, {}],
    ["a person's sheet", `sheet/${writer.ownerId}`, `sheet/${newId()}`, {}],
    ["a link's sheet", `sheet/${writersLink}`, `sheet/${newId()}`, {}],
  ];
  for (const attacker of [partner, single]) {
    for (const [what, theirs, nobodys, options] of cases) {
      const cookie = attacker.cookie;
      const [one, other] = [
        await send(theirs, { ...options, cookie }),
        await send(nobodys, { ...options, cookie }),
      ];
      expect([what, told(one)]).toEqual([what, told(other)]);
      expect([what, one.status >= 400]).toEqual([what, true]);
    }
  }
  // What names documents in its body: read there is nothing of the writer's, and nothing is written over or beside it.
  const mine = newName();
  const over = (name: string): Options => writeOf([{ name, baseVersion: 1, sealed: sealed() }]);
  const beside = (name: string): Options =>
    writeOf([
      { name: mine, baseVersion: 0, sealed: sealed() },
      { name, baseVersion: 1, sealed: sealed() },
    ]);
  const named: [what: string, path: string, options: (name: string) => Options][] = [
    ["read a document", "vault/read", (name) => ({ body: { names: [name] } })],
    ["read it among others", "vault/read", (name) => ({ body: { names: [mine, name, mine] } })],
    ["write over a document", "vault", over],
    ["write over it beside one's own", "vault", beside],
  ];
  for (const attacker of [partner, single]) {
    for (const [what, path, options] of named) {
      const [one, other] = [
        await send(path, { ...options(writersName), cookie: attacker.cookie }),
        await send(path, { ...options(newName()), cookie: attacker.cookie }),
      ];
      expect([what, told(one)]).toEqual([what, told(other)]);
      if (path === "vault/read") expect([what, one.json.documents]).toEqual([what, []]);
      else expect([what, one.status, one.json]).toEqual([what, 409, { error: "conflict" }]);
      expect(one.text).not.toContain(writersName);
    }
    for (const id of [writer.ownerId, writersLink]) {
      const asked = await send("vault/read", { body: { names: [id] }, cookie: attacker.cookie });
      expect([id, asked.json]).toEqual([id, { error: "bad_request" }]);
    }
  }
  expect(await stored()).toEqual(before);
});

test("an invite that was cancelled, and one that never was, answer alike to looking and accepting", async () => {
  const maker = await newAccount();
  const cancelled = newId();
  await send("invites", { body: { id: cancelled }, cookie: maker.cookie });
  await send("invites/mine", { method: "DELETE", cookie: maker.cookie });
  for (const { cookie } of [await newAccount(), maker]) {
    const body = { acceptance: sealed(), page: page() };
    for (const rest of ["", "/accept"]) {
      const options = { cookie, ...(rest ? { body } : {}) };
      const [one, other] = [
        await send(`invites/${cancelled}${rest}`, options),
        await send(`invites/${newId()}${rest}`, options),
      ];
      expect(told(one)).toEqual(told(other));
    }
  }
});

test("no id in a body, a query or a header leads anywhere: the session alone says whose it is", async () => {
  const { maker: writer, inviteId: writersLink } = await newPair();
  const { maker: partner, inviteId: ownLink } = await newPair();
  const before = await stored();
  const ids = { ownerId: writer.ownerId, userId: writer.ownerId, linkId: writersLink, seat: "maker" };
  const { cookie } = partner;
  const writes: [string, string, object][] = [
    ["sheet/mine", "PUT", { linkId: ownLink, revision: 0, current: page(), later: [] }],
    ["link", "DELETE", { page: page() }],
    ["link", "POST", { page: page() }],
    ["invites", "POST", { id: newId() }],
    ["vault/read", "POST", { names: [newName()] }],
  ];
  for (const [path, method, body] of writes) {
    for (const [key, value] of Object.entries(ids)) {
      const answer = await send(path, { method, body: { ...body, [key]: value }, cookie });
      // A schedule names its link: one's own, or it is refused as if there were none.
      const named = path === "sheet/mine" && key === "linkId";
      const refused = named ? [404, { error: "not_linked" }] : [400, { error: "bad_request" }];
      expect([path, key, answer.status, answer.json]).toEqual([path, key, ...refused]);
    }
  }
  // The same of what is packed: in the head, and in what it says of a document.
  const { head, pieces } = writeParts([{ name: newName(), baseVersion: 0, sealed: sealed() }]);
  for (const [key, value] of Object.entries(ids)) {
    for (const more of [
      { ...head, [key]: value },
      { documents: head.documents.map((one) => ({ ...one, [key]: value })) },
    ]) {
      const answer = await send("vault", { ...packedOf(pack(more, pieces)), cookie });
      expect([key, answer.status, answer.json]).toEqual([key, 400, { error: "bad_request" }]);
    }
  }
  const headers = {
    "x-user-id": writer.ownerId,
    "x-link-id": writersLink,
    authorization: `Bearer ${writer.ownerId}`,
  };
  for (const path of ["link", "sheet", "sheet/mine", "vault", "vault/versions", "session", "invites/mine"]) {
    const answer = await send(path, { cookie, headers });
    const plain = await send(path, { cookie });
    expect(told(answer).text.replace(/"now":\d+/, "")).toBe(told(plain).text.replace(/"now":\d+/, ""));
    expect(answer.text).not.toContain(writersLink);
  }
  expect((await send("link", { cookie })).json.linkId).toBe(ownLink);
  expect(await stored()).toEqual(before);
});

test("the answers to somebody linked hold no id of the other", async () => {
  const { maker, accepter } = await newPair();
  for (const [me, other] of [
    [maker, accepter],
    [accepter, maker],
  ] as const) {
    for (const path of [
      "link",
      "sheet",
      "sheet/mine",
      "session",
      "vault",
      "vault/versions",
      "invites/mine",
    ]) {
      const { text, headers } = await send(path, { cookie: me.cookie });
      for (const id of [other.ownerId, other.handle]) {
        expect(text).not.toContain(id);
        expect(JSON.stringify([...headers])).not.toContain(id);
      }
    }
  }
});
