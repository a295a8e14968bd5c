import { describe, expect, it } from "vitest";
import { smsHref, telHref } from "./addresses";

describe("addresses", () => {
  it("dials what is written, and nothing else", () => {
    expect(telHref("1-800-799-7233")).toBe("tel:18007997233");
    expect(telHref("0808 2000 247")).toBe("tel:08082000247");
    expect(telHref("*120*7867#")).toBe("tel:*120*7867%23");
  });

  it("begins a text with the word that a line wants, and sends nothing by itself", () => {
    expect(smsHref({ number: "88788", word: "START" })).toBe("sms:88788?body=START");
    expect(smsHref({ number: "0458 737 732" })).toBe("sms:0458737732");
  });
});
