import { describe, expect, it } from "vitest";
import { engineScripts, withAhead } from "../scripts/serve/ahead.mjs";

/* Pages of one's own name the scripts of the engine's worker: which those are, and what is put into a page. */

const at = (name: string) => `/_next/static/chunks/${name}.js`;
const starts =
  'e.v(e.r(1).f("static/chunks/turbopack-worker-a.js",["static/chunks/c.js","static/chunks/b.js"]))';

describe("the engine's scripts", () => {
  it("are found in the build, however many pages start the worker, in the order in which it runs them", () => {
    expect(engineScripts([starts, "no worker", starts])).toEqual([
      at("turbopack-worker-a"),
      at("b"),
      at("c"),
    ]);
  });

  it.each([
    ["no worker", ["no worker"]],
    ["two workers", [starts, starts.replace("worker-a", "worker-z")]],
  ])("stop a build that has %s", (_, scripts) => {
    expect(() => engineScripts(scripts)).toThrow(/build/);
  });
});

it("a page names them once, and none that it runs itself", () => {
  const html = `<html><head><script src="${at("b")}" async=""></script></head><body></body></html>`;
  expect(withAhead(html, [at("a"), at("b")])).toBe(
    `<html><head><script src="${at("b")}" async=""></script><link rel="preload" as="script" fetchPriority="low" href="${at("a")}"/></head><body></body></html>`,
  );
  expect(() => withAhead("<p>no page</p>", [at("a")])).toThrow("no head");
});
