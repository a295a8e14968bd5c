import fc from "fast-check";
import { expect, test } from "vitest";
import { pack, unpack } from "./packed";

const head = fc.dictionary(fc.string(), fc.jsonValue());
const pieces = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 });
const read = (text: string): unknown => JSON.parse(text);

/** Any JSON with any bytes behind it, under the length that it has. */
function behind(json: string | Uint8Array, rest: Uint8Array): Uint8Array {
  const text = typeof json === "string" ? new TextEncoder().encode(json) : json;
  const body = new Uint8Array(4 + text.length + rest.length);
  new DataView(body.buffer).setUint32(0, text.length);
  body.set(text, 4);
  body.set(rest, 4 + text.length);
  return body;
}

test("what is packed comes out as it was", () => {
  fc.assert(
    fc.property(head, pieces, (given, bytes) => {
      const unpacked = unpack(pack(given, bytes));
      // JSON has no -0.
      expect(unpacked?.head).toEqual(read(JSON.stringify(given)));
      expect(unpacked?.pieces.map((piece) => [...piece])).toEqual(bytes.map((piece) => [...piece]));
    }),
  );
});

test("it comes out of the midst of other bytes too, and its pieces are views", () => {
  fc.assert(
    fc.property(head, pieces, fc.nat(50), fc.nat(50), (given, bytes, before, after) => {
      const body = pack(given, bytes);
      const around = new Uint8Array(before + body.length + after).fill(255);
      around.set(body, before);
      const unpacked = unpack(around.subarray(before, before + body.length));
      expect(unpacked?.pieces.map((piece) => [...piece])).toEqual(bytes.map((piece) => [...piece]));
      for (const piece of unpacked?.pieces ?? []) expect(piece.buffer).toBe(around.buffer);
    }),
  );
});

test("cut off anywhere, or longer by anything, it is nothing", () => {
  fc.assert(
    fc.property(
      head,
      pieces,
      fc.uint8Array({ minLength: 1, maxLength: 20 }),
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      (given, bytes, more, part) => {
        const body = pack(given, bytes);
        expect(unpack(body.subarray(0, Math.floor(part * body.length)))).toBeNull();
        expect(unpack(new Uint8Array([...body, ...more]))).toBeNull();
      },
    ),
  );
  const body = pack({ documents: [] }, [new Uint8Array([1, 2]), new Uint8Array([3])]);
  for (let length = 0; length < body.length; length++) expect(unpack(body.subarray(0, length))).toBeNull();
});

test("lengths that lie are refused: they are whole, none is below nothing, and together they are all that is there", () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const lie = (lengths: unknown) => unpack(behind(JSON.stringify({ head: {}, lengths }), bytes));
  for (const right of [[3], [1, 2], [0, 3, 0], [1, 1, 1]])
    expect(lie(right)?.pieces).toHaveLength(right.length);
  for (const wrong of [
    [],
    [2],
    [4],
    [3, 1],
    [1, 1],
    [4, -1],
    [-1, 4],
    [1.5, 1.5],
    ["3"],
    [[3]],
    [true, 2],
    [null, 3],
    [2 ** 53, 3],
    [2 ** 32 + 3],
    3,
    "3",
    { 0: 3, length: 1 },
    null,
  ]) {
    expect([wrong, lie(wrong)]).toEqual([wrong, null]);
  }
  for (const raw of ["1e400", "-1e400", "3e0,1e-7"])
    expect(unpack(behind(`{"head":{},"lengths":[${raw}]}`, bytes))).toBeNull();
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 10 }), { maxLength: 5 }), (lengths) => {
      const isRight = lengths.every((one) => one >= 0) && lengths.reduce((sum, one) => sum + one, 0) === 3;
      expect(lie(lengths) !== null).toBe(isRight);
    }),
  );
});

test("the length of the JSON may lie as it likes", () => {
  fc.assert(
    fc.property(head, pieces, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (given, bytes, length) => {
      const body = pack(given, bytes);
      const view = new DataView(body.buffer);
      if (length === view.getUint32(0)) return;
      view.setUint32(0, length);
      // Shorter it is no JSON any more; longer it takes in bytes of the pieces, which with luck are white space.
      const unpacked = unpack(body);
      if (unpacked !== null) expect(unpacked.head).toEqual(read(JSON.stringify(given)));
    }),
  );
});

test("nothing stands beside the head and the lengths, and neither is missing", () => {
  for (const json of [
    '{"head":{},"lengths":[],"more":1}',
    '{"head":{},"lengths":[],"__proto__":{}}',
    '{"head":{}}',
    '{"lengths":[]}',
    '{"__proto__":{"head":{},"lengths":[]}}',
    '[{"head":{},"lengths":[]}]',
    '"head"',
    "null",
    "7",
    "",
  ]) {
    expect([json, unpack(behind(json, new Uint8Array()))]).toEqual([json, null]);
  }
  expect(unpack(behind('{"lengths":[],"head":null}', new Uint8Array()))).toEqual({ head: null, pieces: [] });
});

test("no bytes whatever make it throw", () => {
  const anyJson = fc.oneof(
    fc.json(),
    fc.record({ head: fc.anything(), lengths: fc.anything() }).map((one) => JSON.stringify(one) ?? ""),
    fc.record({ head: fc.jsonValue(), lengths: fc.array(fc.jsonValue()) }).map((one) => JSON.stringify(one)),
    fc.record({ head: fc.jsonValue(), lengths: fc.array(fc.double()) }).map((one) => JSON.stringify(one)),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 2000 }),
        fc.tuple(anyJson, fc.uint8Array()).map(([json, rest]) => behind(json, rest)),
        fc.tuple(fc.uint8Array(), fc.uint8Array()).map(([json, rest]) => behind(json, rest)),
      ),
      (body) => {
        const unpacked = unpack(body);
        if (unpacked === null) return;
        const inPieces = unpacked.pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
        expect(4 + new DataView(body.buffer).getUint32(0) + inPieces).toBe(body.length);
      },
    ),
    { numRuns: 2000 },
  );
  const deep = behind(`{"head":${"[".repeat(200_000)}`, new Uint8Array());
  expect(unpack(deep)).toBeNull();
  expect(unpack(behind(new Uint8Array([0xff, 0xfe]), new Uint8Array()))).toBeNull();
});

test("a reader that throws, or gives what is none, makes it nothing", () => {
  const body = pack({}, []);
  const throws = () => {
    throw new Error("too deep");
  };
  expect(unpack(body, throws)).toBeNull();
  for (const odd of [undefined, null, 7, "text", [], () => {}]) expect(unpack(body, () => odd)).toBeNull();
});
