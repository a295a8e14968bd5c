import { afterEach, expect, it, vi } from "vitest";
import { longDate, longMoment, longMonth } from "./dates";

afterEach(() => {
  vi.unstubAllEnvs();
});

it.each(["Asia/Kathmandu", "Pacific/Kiritimati", "Pacific/Pago_Pago"])("a day is that day in %s", (zone) => {
  vi.stubEnv("TZ", zone);
  expect(longDate("en", "2026-11-22")).toBe("22 November 2026");
  expect(longDate("en", "2026-03-01")).toBe("1 March 2026");
  expect(longMonth("en", "2026-01")).toBe("January 2026");
});

it("a moment is told on the clock of its reader, whose day may be another", () => {
  const late = Date.UTC(2026, 10, 22, 18, 20);
  expect(longMoment("en", late, "UTC")).toBe("22 November 2026 at 18:20");
  expect(longMoment("en", late, "Asia/Kathmandu")).toBe("23 November 2026 at 00:05");
  expect(longMoment("en", late, undefined)).toBe("23 November 2026 at 00:05");
});
