import { describe, expect, it } from "vitest";
import lines from "./lines.json";
import { PUBLIC_CODE } from "./options";
import { helpDirectory, helpLine } from "./schema";

const directory = helpDirectory.parse(lines);

describe("help lines", () => {
  it("knows every country of the collection once, with lines in each", () => {
    const countries = directory.countries.map(({ country }) => country);
    expect(countries).toEqual(["AU", "CA", "DE", "GB", "IE", "IN", "IT", "NZ", "SG", "US", "ZA"]);
    expect(directory.countries.flatMap((country) => country.lines)).toHaveLength(31);
  });

  it("refuses a line that cannot be reached, or does not say where and when it was seen", () => {
    const line = {
      name: "A line",
      phone: "116 016",
      audience: "women",
      source: "example.org",
      seenOn: "2026-11-21",
      confidence: "page",
    };
    expect(helpLine.safeParse(line).success).toBe(true);
    expect(helpLine.safeParse({ ...line, phone: undefined }).success).toBe(false);
    expect(helpLine.safeParse({ ...line, source: undefined }).success).toBe(false);
    expect(helpLine.safeParse({ ...line, source: PUBLIC_CODE }).success).toBe(false);
    expect(helpLine.safeParse({ ...line, source: PUBLIC_CODE, confidence: "repository" }).success).toBe(true);
    expect(helpLine.safeParse({ ...line, seenOn: undefined }).success).toBe(false);
    expect(helpLine.safeParse({ ...line, seenOn: "2026-13-01" }).success).toBe(false);
    expect(helpLine.safeParse({ ...line, phone: "call us" }).success).toBe(false);
    expect(helpLine.safeParse({ ...line, audience: "everyone" }).success).toBe(false);
    expect(helpLine.safeParse({ ...line, source: "https://example.org/page" }).success).toBe(false);
  });

  it("refuses a country whose emergency number is missing, or was seen nobody knows when", () => {
    const [first, ...rest] = lines.countries;
    const withEmergency = (emergency: object) =>
      helpDirectory.safeParse({ countries: [{ ...first, emergency }, ...rest] }).success;
    expect(withEmergency({ numbers: ["112"], seenOn: "2026-11-21" })).toBe(true);
    expect(withEmergency({ numbers: [], seenOn: "2026-11-21" })).toBe(false);
    expect(withEmergency({ numbers: ["112"] })).toBe(false);
  });
});
