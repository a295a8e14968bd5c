import { describe, expect, it } from "vitest";
import { isGlanced } from "@/lib/client/browser/is-glanced";
import { RESTORES, RESTORES_THEIRS } from "@/lib/client/engine/worker-name";
import { engineScripts, withEngine } from "../scripts/serve/ahead.mjs";

/* Pages of one's own start the engine's worker, and name its scripts: which those are, and what is put into a page. */

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
    expect(engineScripts(build())).toEqual({
      first: at("turbopack-worker-a"),
      beginning: [at("b"), at("c")],
      engine: [at("engine")],
    });
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

describe("a page", () => {
  const scripts = { first: at("w"), beginning: [at("b"), at("c")], engine: [at("engine")] };
  const html = `<html><head><meta charSet="utf-8"/><script src="${at("b")}" async=""></script></head><body></body></html>`;
  const startOn = (page: string) =>
    /new Worker\("([^"]*)",\{name:"([^"]*)"\}/.exec(withEngine(html, page, scripts));

  it("names them once, none that it runs itself, and those of the engine after its own", () => {
    const links = [
      ...withEngine(html, "/en/home", scripts).matchAll(/<(?:link|script)[^>]*(?:href|src)="[^"]*"[^>]*>/g),
    ];
    expect(links.map(([link]) => link)).toEqual([
      `<link rel="preload" as="script" href="${at("c")}"/>`,
      `<script src="${at("b")}" async="">`,
      `<link rel="preload" as="script" fetchPriority="low" href="${at("engine")}"/>`,
    ]);
    expect(() => withEngine("<p>no page</p>", "/en/home", scripts)).toThrow("no head");
  });

  it("starts the worker as the build's scripts would", () => {
    const [, address = ""] = startOn("/en/home") ?? [];
    const { pathname, hash } = new URL(address, "https://stile.example");
    expect(pathname).toBe(at("w"));
    expect(JSON.parse(decodeURIComponent(hash.replace("#params=", "")))).toEqual([
      [at("b"), at("c")],
      "",
      "/_next/",
      null,
      null,
    ]);
  });

  it.each(["/en/home", "/en/theirs", "/en/sharing"])("names the worker of %s as its scripts do", (page) => {
    expect(startOn(page)?.[2]).toBe(isGlanced(page) ? RESTORES_THEIRS : RESTORES);
  });
});
