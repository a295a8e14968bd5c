import { describe, expect, it } from "vitest";
import { engineScripts, withAhead } from "../scripts/serve/ahead.mjs";

/* Pages of one's own name the scripts of the engine's worker: which those are, and what is put into a page. */

const file = (name: string) => `static/chunks/${name}.js`;
const at = (name: string) => `/_next/${file(name)}`;
const starts = `e.v(e.r(1).f("${file("turbopack-worker-a")}",["${file("c")}","${file("b")}"]))`;
const fetches = (name: string) =>
  `e.v(t=>Promise.all(["${file(name)}","${file("b")}"].map(t=>e.l(t))).then(()=>t(1)))`;

/** A build: a page that starts the worker, another that does, and the worker's own scripts. */
const build = (over: Record<string, string> = {}) =>
  new Map(
    Object.entries({
      page: starts,
      other: `no worker ${fetches("menu")}`,
      again: starts,
      b: "1",
      c: fetches("engine"),
      ...over,
    }).map(([name, code]) => [file(name), code]),
  );

describe("the engine's scripts", () => {
  it("are found in the build, however many pages start the worker: its first lines, and what they fetch", () => {
    expect(engineScripts(build())).toEqual([at("turbopack-worker-a"), at("b"), at("c"), at("engine")]);
  });

  it.each([
    ["no worker", { page: "1", again: "1" }],
    ["two workers", { page: starts.replace("worker-a", "worker-z") }],
    ["a worker that fetches nothing", { c: "1" }],
    ["a worker that fetches two things", { b: fetches("menu") }],
  ])("stop a build that has %s", (_, over) => {
    expect(() => engineScripts(build(over))).toThrow(/build/);
  });
});

it("a page names them once, and none that it runs itself", () => {
  const html = `<html><head><script src="${at("b")}" async=""></script></head><body></body></html>`;
  expect(withAhead(html, [at("a"), at("b")])).toBe(
    `<html><head><script src="${at("b")}" async=""></script><link rel="preload" as="script" fetchPriority="low" href="${at("a")}"/></head><body></body></html>`,
  );
  expect(() => withAhead("<p>no page</p>", [at("a")])).toThrow("no head");
});
