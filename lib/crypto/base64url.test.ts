import fc from "fast-check";
import { expect, test } from "vitest";
import { fromBase64Url, toBase64Url } from "./base64url";

test("agrees with Node's own on any bytes, and comes back", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const text = toBase64Url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString("base64url"));
      expect(fromBase64Url(text)).toEqual(new Uint8Array(bytes));
    }),
  );
});

test("takes four MiB without delay", () => {
  const bytes = new Uint8Array(4 * 1024 * 1024).map((_, at) => at * 31);
  const before = performance.now();
  const back = fromBase64Url(toBase64Url(bytes));
  expect(performance.now() - before).toBeLessThan(2000);
  expect(Buffer.compare(bytes, back ?? new Uint8Array())).toBe(0);
});

test.each(["A", "AAAAA", "AA==", "A A", "AA\n", "AB+/", "A€AA", "AB", "AAB", "\u{1f600}"])(
  "refuses %j, which is no canonical base64url",
  (text) => {
    expect(fromBase64Url(text)).toBeNull();
  },
);
