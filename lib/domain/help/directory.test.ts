import { describe, expect, it } from "vitest";
import { directory, telHref } from "./directory";
import lines from "./lines.json";
import { helpDirectory, helpLine } from "./schema";

describe("help lines", () => {
  it("knows every country of the collection once, with lines in each", () => {
    const countries = directory.countries.map(({ country }) => country);
    expect(countries).toEqual(["AU", "CA", "DE", "GB", "IE", "IN", "IT", "NZ", "SG", "US", "ZA"]);
    expect(directory.countries.flatMap((country) => country.lines)).toHaveLength(31);
    expect(directory.seenOn).toBe("2026-11-21");
  });

  it("dials what is written, and nothing else", () => {
    expect(telHref("1-800-799-7233")).toBe("tel:18007997233");
    expect(telHref("0808 2000 247")).toBe("tel:08082000247");
    expect(telHref("*120*7867#")).toBe("tel:*120*7867%23");
  });

  it("refuses a line that cannot be reached or does not say where it was seen", () => {
    const line = {
      name: "A line",
      phone: "116 016",
      audience: "women",
      source: "example.org",
      confidence: "page",
    };
    expect(helpLine.safeParse(line).success).toBe(true);
    expect(helpLine.safeParse({ ...line, phone: undefined }).success).toBe(false);
    expect(helpLine.safeParse({ ...line, source: undefined }).success).toBe(false);
    expect(helpLine.safeParse({ ...line, phone: "call us" }).success).toBe(false);
    expect(helpLine.safeParse({ ...line, audience: "everyone" }).success).toBe(false);
    expect(helpLine.safeParse({ ...line, source: "https://example.org/page" }).success).toBe(false);
  });

  it("refuses a country without an emergency number and a date that is none", () => {
    expect(helpDirectory.safeParse({ ...lines, seenOn: "2026-13-01" }).success).toBe(false);
    const [first, ...rest] = lines.countries;
    const countries = [{ ...first, emergency: { numbers: [] } }, ...rest];
    expect(helpDirectory.safeParse({ ...lines, countries }).success).toBe(false);
  });
});
