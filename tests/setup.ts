import { afterEach, beforeEach, expect, vi } from "vitest";

// A test that makes the program complain has found something: what is printed as an error or a warning fails it.
beforeEach(() => {
  vi.spyOn(console, "error");
  vi.spyOn(console, "warn");
});

afterEach(() => {
  const said = [...vi.mocked(console.error).mock.calls, ...vi.mocked(console.warn).mock.calls];
  vi.mocked(console.error).mockRestore();
  vi.mocked(console.warn).mockRestore();
  expect(said, "console.error and console.warn during the test").toEqual([]);
});
