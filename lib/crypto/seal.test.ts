import { Encrypter } from "age-encryption";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newPairKey, newVaultKey, type VaultKey } from "./keys";
import { type Context, MIN_PAGE_BYTES, MIN_SEALED_BYTES, open, seal } from "./seal";

const key = newVaultKey();
const context: Context = { owner: "Ana", kind: "vault-document", name: "entries", version: 3 };
const expected = { owner: "Ana", kind: "vault-document", name: "entries", atLeast: 0 } as const;
const body = { note: "Ask me first, each time — bitte. 🌿 \ud800", nothing: null };

/** Body text that makes the plaintext exactly this long. */
const bodyFor = (bytes: number) => "x".repeat(bytes - JSON.stringify({ context, body: "" }).length);

describe("what was sealed", () => {
  test("opens again, with its name and version", async () => {
    const sealed = await seal(key, context, body);
    expect(await open(key, expected, sealed)).toEqual({ ok: true, name: "entries", version: 3, body });
  });

  test.each([null, false, 0, "", [], {}])("opens again when the body is %j", async (small) => {
    expect(await open(key, expected, await seal(key, context, small))).toMatchObject({
      ok: true,
      body: small,
    });
  });

  test("opens again when it is several MiB", async () => {
    const large = Array.from({ length: 30_000 }, (_, at) => ({ at, note: "What helps: ".repeat(8) }));
    expect(await open(key, expected, await seal(key, context, large))).toMatchObject({
      ok: true,
      body: large,
    });
  });

  test("is never the same bytes twice", async () => {
    expect(await seal(key, context, body)).not.toEqual(await seal(key, context, body));
  });

  test("says nothing in clear", async () => {
    const bytes = Buffer.from(await seal(key, context, body));
    for (const word of ["Ana", "entries", "vault", "Ask me"]) expect(bytes.includes(word)).toBe(false);
  });
});

describe("padding", () => {
  test("any body within one bucket gives one length", async () => {
    const { length } = await seal(key, context, "");
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 400 }), fc.nat(), async (text, version) => {
        expect((await seal(key, { ...context, version }, { text })).length).toBe(length);
      }),
      { numRuns: 40 },
    );
  });

  test("a bucket is full to its last byte, and the next is twice as large", async () => {
    const sizeOf = async (bytes: number) => (await seal(key, context, bodyFor(bytes))).length;
    const overhead = (await seal(key, context, "")).length - MIN_SEALED_BYTES;
    expect(overhead).toBeLessThan(512);
    expect(await sizeOf(4096)).toBe(4096 + overhead);
    expect(await sizeOf(4097)).toBe(8192 + overhead);
    expect(await sizeOf(8193)).toBe(16384 + overhead);
  });

  test("a page starts at 16 KiB", async () => {
    const page = (text: string) => seal(key, context, text, { minBytes: MIN_PAGE_BYTES });
    expect((await page("")).length).toBe((await page("x".repeat(15_000))).length);
    expect((await page("")).length).toBeGreaterThan(MIN_PAGE_BYTES);
  });
});

describe("tampering", () => {
  test("no changed byte opens: all of the header and first chunk's start and end, and a sample between", async () => {
    const sealed = await seal(key, context, body);
    const places = Array.from(sealed.keys()).filter(
      (at) => at < 300 || at > sealed.length - 32 || at % 97 === 0,
    );
    for (const at of places) {
      for (const flip of [0x01, 0x20, 0x80]) {
        const changed = Uint8Array.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ flip;
        expect(await open(key, expected, changed), `byte ${at} ^ ${flip}`).toEqual({
          ok: false,
          reason: "cannot_open",
        });
      }
    }
  });

  test("nothing cut short, added to, or made up opens", async () => {
    const sealed = await seal(key, context, body);
    const wrong = [0, 1, 21, 60, 150, sealed.length - 16, sealed.length - 1].map((end) =>
      sealed.slice(0, end),
    );
    wrong.push(Uint8Array.from([...sealed, 0x20]), Uint8Array.from([...sealed, ...sealed]));
    wrong.push(new TextEncoder().encode(JSON.stringify({ context, body })));
    for (const bytes of wrong)
      expect(await open(key, expected, bytes)).toEqual({ ok: false, reason: "cannot_open" });
  });

  test("any bytes at all are answered", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(await open(key, expected, bytes)).toEqual({ ok: false, reason: "cannot_open" });
      }),
    );
  });

  test("another key does not open it", async () => {
    const sealed = await seal(key, context, body);
    for (const other of [newVaultKey(), newPairKey()]) {
      expect(await open(other, expected, sealed)).toEqual({ ok: false, reason: "cannot_open" });
    }
  });
});

describe("a stranger's age file", () => {
  const made = (plain: string | Uint8Array, workFactor: number, passphrase: string = key) => {
    const encrypter = new Encrypter();
    encrypter.setPassphrase(passphrase);
    encrypter.setScryptWorkFactor(workFactor);
    return encrypter.encrypt(plain);
  };
  const good = JSON.stringify({ context, body });

  test("is refused unread when its work factor is not ours, so it cannot cost a gibibyte", async () => {
    expect(await open(key, expected, await made(good, 1))).toMatchObject({ ok: true });
    expect(await open(key, expected, await made(good, 2))).toEqual({ ok: false, reason: "cannot_open" });
    // 20 is as far as age goes: a gibibyte, and many seconds. Only its number is changed here, so the seal is not even right.
    const costly = Buffer.from((await seal(key, context, body)) as Uint8Array).toString("latin1");
    const bytes = Uint8Array.from(
      Buffer.from(costly.replace(/( [A-Za-z0-9+/]{22}) 1\n/, "$1 20\n"), "latin1"),
    );
    const before = performance.now();
    expect(await open(key, expected, bytes)).toEqual({ ok: false, reason: "cannot_open" });
    expect(performance.now() - before).toBeLessThan(250);
  });

  test.each([
    "",
    "not JSON",
    "null",
    "[]",
    "{}",
    JSON.stringify({ context }),
    JSON.stringify({ body }),
    JSON.stringify({ context: null, body }),
    JSON.stringify({ context: { ...context, owner: 1 }, body }),
    JSON.stringify({ context: { ...context, kind: null }, body }),
    JSON.stringify({ context: { ...context, name: ["entries"] }, body }),
    JSON.stringify({ context: { ...context, version: "3" }, body }),
    JSON.stringify({ context: { ...context, version: -1 }, body }),
    JSON.stringify({ context: { ...context, version: 1.5 }, body }),
    JSON.stringify({ context: { ...context, version: 2 ** 53 }, body }),
  ])("made with the right key does not open when it holds %j", async (text) => {
    expect(await open(key, expected, await made(text, 1))).toEqual({ ok: false, reason: "cannot_open" });
  });

  test.each([
    ["a byte that never stands in UTF-8", [0xff]],
    ["a character cut short", [0xc3]],
    ["a longer one cut short", [0xf0, 0x9f, 0x8c]],
    ["an overlong form", [0xc0, 0xaf]],
    ["half a surrogate pair", [0xed, 0xa0, 0x80]],
  ])(
    "made with the right key does not open with %s in its words, rather than with other words",
    async (_, bytes) => {
      const [before = "", after = ""] = JSON.stringify({ context, body: "a|b" }).split("|");
      const around = (middle: readonly number[]) =>
        Buffer.concat([Buffer.from(before), Buffer.from(middle), Buffer.from(after)]);
      const plain = (middle: readonly number[]) => Uint8Array.from(around(middle));
      expect(await open(key, expected, await made(plain([0xc3, 0xa9]), 1))).toMatchObject({ body: "aéb" });
      expect(await open(key, expected, await made(plain(bytes), 1))).toEqual({
        ok: false,
        reason: "cannot_open",
      });
    },
  );
});

describe("a sealed body in the wrong place", () => {
  test.each([
    ["another owner's", { owner: "Ben" }],
    ["of another kind", { kind: "sheet-page" }],
    ["under another name", { name: "profile" }],
    ["refused by the check of its name", { name: () => false }],
  ] as const)("%s is told as wrong_context, even when it is old too", async (_, change) => {
    const sealed = await seal(key, context, body);
    const asked = { ...expected, ...change };
    expect(await open(key, asked, sealed)).toEqual({ ok: false, reason: "wrong_context" });
    expect(await open(key, { ...asked, atLeast: 9 }, sealed)).toEqual({ ok: false, reason: "wrong_context" });
  });

  test("an older version than was seen is told as older_than_seen; the same or a later one opens", async () => {
    const sealed = await seal(key, context, body);
    expect(await open(key, { ...expected, atLeast: 4 }, sealed)).toEqual({
      ok: false,
      reason: "older_than_seen",
    });
    expect(await open(key, { ...expected, atLeast: 3 }, sealed)).toMatchObject({ ok: true, version: 3 });
    expect(await open(key, { ...expected, atLeast: 2 }, sealed)).toMatchObject({ ok: true, version: 3 });
  });
});

describe("bugs throw", () => {
  test("a passphrase is no key, whatever the types were made to say", async () => {
    const passphrase = "correct horse battery staple correct horses" as VaultKey;
    await expect(seal(passphrase, context, body)).rejects.toThrow(TypeError);
    await expect(open(passphrase, expected, new Uint8Array())).rejects.toThrow(TypeError);
  });

  test.each([-1, 0.5, Number.NaN, 2 ** 53])("version %d", async (version) => {
    await expect(seal(key, { ...context, version }, body)).rejects.toThrow(RangeError);
  });

  test.each([0, 1, 2048, 4097, 12_288, Number.NaN, Number.POSITIVE_INFINITY])(
    "minimum %d",
    async (minBytes) => {
      await expect(seal(key, context, body, { minBytes })).rejects.toThrow(RangeError);
    },
  );

  test("no body", async () => {
    await expect(seal(key, context, undefined)).rejects.toThrow(TypeError);
  });
});
