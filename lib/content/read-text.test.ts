import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readNamed, readText } from "./read-text";

const shape = z.strictObject({ slug: z.string(), next: z.array(z.enum(["a-hug", "crowd"])) });

describe("a text that is wrong", () => {
  it("is told by its file, the place in it, and what stands there", () => {
    expect(() => readText("en/x/one.json", shape, { slug: "one", next: ["crowd", "a-hugg"] })).toThrow(
      /messages\/en\/x\/one\.json .* next\.1 is "a-hugg": .*"a-hug"/,
    );
    expect(() => readText("en/x/one.json", shape, { slug: "one" })).toThrow(/one\.json .* next is missing: /);
    expect(() => readText("en/x/one.json", shape, null)).toThrow(/one\.json .* the whole: /);
  });

  it("is told when it goes by another name", () => {
    expect(() => readNamed("en/x", "one", shape, { slug: "two", next: [] })).toThrow(
      "en/x/one.json says that its slug is two",
    );
    expect(readNamed("en/x", "one", shape, { slug: "one", next: [] })).toEqual({ slug: "one", next: [] });
  });
});
