import { expect, test } from "vitest";
import { db } from "@/lib/server/db";
import * as limits from "@/lib/wire/limits";
import { PACKED_TYPE, pack } from "@/lib/wire/packed";
import { newAccount, newName, sealed } from "../support/account";
import { packedOf, writeParts } from "../support/documents";
import { type Answer, send } from "../support/http";
import { withServer } from "../support/server";

/* What may be sent to PUT vault: JSON with bytes behind it, in the one way that it is packed. */
withServer();

const write = () => ({ name: newName(), baseVersion: 0, sealed: sealed() });
const held = (ownerId: string) => db().vaultDocument.findMany({ where: { ownerId } });
const send400 = [400, { error: "bad_request" }];
const told = ({ status, json }: Answer) => [status, json];

test("wrong heads and pieces are refused and write nothing", async () => {
  const { cookie, ownerId } = await newAccount();
  const bytes = Buffer.from(sealed(), "base64url");
  const good = { name: newName(), baseVersion: 0 };
  const of = (...documents: unknown[]) => ({ documents });
  const cases: [what: string, head: unknown, pieces: Uint8Array[]][] = [
    ["no documents", of(), []],
    ["no list", {}, [bytes]],
    ["an array", [], []],
    ["null", null, []],
    ["a text", "text", []],
    ["a list that is none", { documents: { 0: good } }, [bytes]],
    ["a key more in the head", { ...of(good), more: 1 }, [bytes]],
    ["a key more in a document", of({ ...good, more: 1 }), [bytes]],
    ["the bytes in the head", of({ ...good, sealed: sealed() }), [bytes]],
    ["null in the list", of(null), [bytes]],
    ["no name", of({ baseVersion: 0 }), [bytes]],
    ["no version", of({ name: newName() }), [bytes]],
    ...[-1, 0.5, "0", null, Number.MAX_SAFE_INTEGER, 1e300].map(
      (baseVersion): [string, unknown, Uint8Array[]] => [
        `from version ${baseVersion}`,
        of({ ...good, baseVersion }),
        [bytes],
      ],
    ),
    ...[
      "",
      "short",
      `${newName()}A`,
      `${newName().slice(1)}.`,
      "..%2f..%2fetc",
      `${newName().slice(1)}=`,
      7,
    ].map((name): [string, unknown, Uint8Array[]] => [`the name ${name}`, of({ ...good, name }), [bytes]]),
    ["the same name twice", of(good, good), [bytes, bytes]],
    ["the same name twice, in two versions", of(good, { ...good, baseVersion: 1 }), [bytes, bytes]],
    ["a piece of no bytes", of(good), [new Uint8Array()]],
    [
      "a piece of no bytes behind one of some",
      of(good, { ...good, name: newName() }),
      [bytes, new Uint8Array()],
    ],
    ["no piece", of(good), []],
    ["a piece more", of(good), [bytes, bytes]],
    ["an empty piece more", of(good), [bytes, new Uint8Array()]],
    ["a piece less", of(good, { ...good, name: newName() }), [bytes]],
    [
      "a document more than are written at once",
      of(...Array.from({ length: limits.MAX_WRITES + 1 }, () => ({ ...good, name: newName() }))),
      Array.from({ length: limits.MAX_WRITES + 1 }, () => bytes),
    ],
  ];
  for (const [what, head, pieces] of cases) {
    const answer = await send("vault", { ...packedOf(pack(head as object, pieces)), cookie });
    expect([what, ...told(answer)]).toEqual([what, ...send400]);
  }
  expect(await held(ownerId)).toEqual([]);
});

/** A body by hand: any text under any length, with anything behind it. */
function byHand(json: string | Uint8Array, rest: Uint8Array, length?: number): Uint8Array {
  const text = Buffer.from(json);
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32BE(length ?? text.length);
  return Buffer.concat([prefix, text, rest]);
}

test("bodies that are packed wrongly are refused and write nothing", async () => {
  const { cookie, ownerId } = await newAccount();
  const { head, pieces } = writeParts([write(), write()]);
  const body = pack(head, pieces);
  const rest = Buffer.concat(pieces);
  const json = JSON.stringify({ head, lengths: [64, 64] });
  const first = JSON.stringify(head.documents[0]);
  const end = 4 + json.length;
  const lengths = (...all: unknown[]) => byHand(JSON.stringify({ head, lengths: all }), rest);
  const marks = limits.BODY_MARKS_WRITE;
  const cases: [what: string, body: Uint8Array][] = [
    ...[0, 3, 4, 5, end - 1, end, end + 1, end + 64, body.length - 1].map((at): [string, Uint8Array] => [
      `cut off after ${at}`,
      body.subarray(0, at),
    ]),
    ["a byte more", Buffer.concat([body, Buffer.from([0])])],
    ["twice over", Buffer.concat([body, body])],
    ["the length of the JSON too short", byHand(json, rest, json.length - 1)],
    ["the length of the JSON too long", byHand(json, rest, json.length + 1)],
    ["the length of the JSON beyond all", byHand(json, rest, 2 ** 32 - 1)],
    ["no length of the JSON", byHand(json, rest, 0)],
    ["its length the other way round", byHand(json, rest, Buffer.from(body).readUInt32LE(0))],
    ["lengths too short", lengths(64, 63)],
    ["lengths too long", lengths(64, 65)],
    ["lengths that lie about each other, and are too many", lengths(64, 32, 32)],
    ["one length", lengths(128)],
    ["lengths below nothing", lengths(129, -1)],
    ["lengths in parts", lengths(63.5, 64.5)],
    ["lengths that are texts", lengths("64", "64")],
    ["lengths beyond what is counted", lengths(2 ** 53, 64)],
    ["no lengths", byHand(JSON.stringify({ head }), rest)],
    ["no head", byHand(JSON.stringify({ lengths: [64, 64] }), rest)],
    ["a key beside them", byHand(JSON.stringify({ head, lengths: [64, 64], more: 1 }), rest)],
    ["too deep", byHand(json.replace("{", `{"more":${"[".repeat(9)}${"]".repeat(9)},`), rest)],
    ["far too deep", byHand(`{"head":${"[".repeat(60_000)}`, rest)],
    ["twice the head", byHand(json.replace("{", '{"head":null,'), rest)],
    ["twice the head, spelt otherwise", byHand(json.replace(/}$/, ',"h\\u0065ad":null}'), rest)],
    ["twice a name", byHand(json.replace(first, first.replace("{", '{"name":"A",')), rest)],
    ["too many marks", byHand(json.replace("[64", `[${"0,".repeat(marks)}64`), rest)],
    ["no JSON", byHand("head", rest)],
    ["JSON cut off", byHand(json.slice(0, -1), rest)],
    ["JSON in another charset", byHand(Buffer.from(json, "utf16le"), rest)],
    ["no UTF-8", byHand(Buffer.concat([Buffer.from(json.slice(0, -1)), Buffer.from([0xff, 0x7d])]), rest)],
    ["the old body", Buffer.from(JSON.stringify({ baseVersion: 0, sealed: sealed() }))],
  ];
  for (const [what, wrong] of cases) {
    const answer = await send("vault", { ...packedOf(wrong), cookie });
    expect([what, ...told(answer)]).toEqual([what, ...send400]);
  }
  const types = [
    "application/json",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
  ];
  types.push(
    "application/octet-stream, text/plain",
    "application/octet-streams",
    `${PACKED_TYPE};charset=utf-8`,
  );
  for (const type of [...types, undefined]) {
    const answer = await send("vault", { ...packedOf(body), headers: { "content-type": type }, cookie });
    expect([type, ...told(answer)]).toEqual([type, 415, { error: "wrong_content_type" }]);
  }
  const encoded = { "content-type": PACKED_TYPE, "content-encoding": "gzip" };
  expect((await send("vault", { ...packedOf(body), headers: encoded, cookie })).json).toEqual({
    error: "wrong_content_type",
  });
  expect(await held(ownerId)).toEqual([]);
  // And as it was, it is stored.
  expect((await send("vault", { ...packedOf(body), cookie })).status).toBe(200);
  expect(await held(ownerId)).toHaveLength(2);
});

test("a body may be as long as the contract says, and is not read further", async () => {
  const { cookie, ownerId } = await newAccount();
  let read = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      read += 100_000;
      controller.enqueue(new Uint8Array(100_000));
    },
  });
  const packed = { ...packedOf(new Uint8Array()), cookie };
  expect(told(await send("vault", { ...packed, body: endless }))).toEqual([413, { error: "body_too_large" }]);
  expect(read).toBeLessThan(limits.BODY_LIMIT_WRITE + 1_000_000);
  const length = String(limits.BODY_LIMIT_WRITE + 1);
  const announced = { "content-type": PACKED_TYPE, "content-length": length };
  expect((await send("vault", { ...packed, body: Buffer.from("x"), headers: announced })).json).toEqual({
    error: "body_too_large",
  });
  expect(await held(ownerId)).toEqual([]);
});
