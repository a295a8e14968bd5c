import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { pagePolicy } from "../scripts/serve/headers.mjs";
import { pathsIn } from "../scripts/serve/page-group.mjs";
import { leftOf, TEXTS, withoutFramework, withStyles } from "../scripts/serve/texts.mjs";
import { classesIn, classesOf, usedStyles } from "../scripts/serve/used-styles.mjs";

/*
 * Texts are documents without a framework: what a build takes out of them, what it puts in, and that nothing is drawn on
 * them which only the framework could bring to life.
 */

const SCRIPT = "/_next/static/texts/script-abc.js";

/** A page as Next.js builds it. */
const built = (body = "<h1>A text</h1>", head = "") =>
  '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/>' +
  '<link rel="stylesheet" href="/_next/static/chunks/a.css" data-precedence="next"/>' +
  '<link rel="preload" as="script" fetchPriority="low" href="/_next/static/chunks/b.js"/>' +
  '<script src="/_next/static/chunks/c.js" async=""></script><title>Notes</title>' +
  `<script src="/_next/static/chunks/d.js" noModule=""></script>${head}</head><body>${body}` +
  '<script id="_R_">(globalThis["TURBOPACK"] || (globalThis["TURBOPACK"] = [])).push({})</script>' +
  '<script src="/_next/static/chunks/b.js" async=""></script>' +
  "<script>(self.__next_f=self.__next_f||[]).push([0])</script>" +
  '<script>self.__next_f.push([1,"1:\\"$Sreact.fragment\\"\\n"])</script></body></html>';

describe("a text", () => {
  it("has none of the framework's scripts and data, and one script of ours", () => {
    expect(withoutFramework(built(), SCRIPT)).toBe(
      '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/>' +
        '<link rel="stylesheet" href="/_next/static/chunks/a.css" data-precedence="next"/><title>Notes</title>' +
        `<script src="${SCRIPT}" async=""></script></head><body><h1>A text</h1></body></html>`,
    );
  });

  it.each([
    ["a script of its own, which would be lost", built("<script>own()</script>")],
    ["a script of somebody else's", built('<script src="https://example.org/a.js"></script>')],
    [
      "a part that script would put in its place",
      built('<template id="B:0"></template><div id="S:0">x</div>'),
    ],
    ["no head", "<html><body></body></html>"],
  ])("is not built with %s", (_, html) => {
    expect(() => withoutFramework(html, SCRIPT)).toThrow("A text");
  });

  it.each([
    ["a script", '<script src="/_next/static/chunks/c.js" async=""></script>'],
    ["a script for old browsers", '<script noModule="" src="/_next/static/chunks/c.js"></script>'],
    ["inline data", "<script>self.__next_f.push([0])</script>"],
    ["a script fetched ahead", '<link rel="preload" as="script" href="/_next/static/chunks/c.js"/>'],
  ])("is seen to have kept %s", (_, planted) => {
    const text = withoutFramework(built(), SCRIPT);
    expect(leftOf(text, SCRIPT)).toBeUndefined();
    expect(leftOf(text.replace("</body>", `${planted}</body>`), SCRIPT)).toBeDefined();
  });
});

it("texts are the pages of one group of routes, in every language", () => {
  const routes = {
    "/[locale]/(public)/page": "/[locale]",
    "/[locale]/(public)/guidance/[slug]/page": "/[locale]/guidance/[slug]",
    "/[locale]/(account)/sign-in/page": "/[locale]/sign-in",
    "/[locale]/(app)/[kind]/page": "/[locale]/[kind]",
    "/_not-found/page": "/_not-found",
  };
  const prerendered = {
    "/en": { srcRoute: "/[locale]" },
    "/xx": { srcRoute: "/[locale]" },
    "/en/guidance/one": { srcRoute: "/[locale]/guidance/[slug]" },
    "/en/sign-in": { srcRoute: "/[locale]/sign-in" },
    "/en/words": { srcRoute: "/[locale]/[kind]" },
    "/_not-found": { srcRoute: "/_not-found" },
    "/icon.svg": { srcRoute: null },
  };
  expect(pathsIn(TEXTS, routes, prerendered)).toEqual(["/en", "/xx", "/en/guidance/one"]);
});

describe("the styles of a text", () => {
  const page = '<p class="a sm:b [&amp;&gt;li]:c"><span class="min-[2rem]:d"></span></p>';

  it("are told by the classes on it, and by those that come by script", () => {
    expect([...classesOf(page)].sort()).toEqual(["[&>li]:c", "a", "leave-cover", "min-[2rem]:d", "sm:b"]);
  });

  it.each([
    [".a .sm\\:b:hover", ["a", "sm:b"]],
    ["ul>li+li", []],
    [".a:not(.other,.more:hover)", ["a"]],
    [":where(.a>:not(:last-child))", []],
    [".\\32 xl\\:a", ["2xl:a"]],
    [".min-\\[2rem\\]\\:d", ["min-[2rem]:d"]],
    [".w-1\\.5", ["w-1.5"]],
    ["a[href$='.pdf']", []],
  ])("of a selector, %s", (selector, names) => {
    expect(classesIn(selector)).toEqual(names);
  });

  it("keep what can hold, in its order, and nothing else", () => {
    const css =
      "@layer base,more;@font-face{src:url(../media/f.woff2)}html{color:red}@layer more{.gone{x:y}.a,.gone .a{x:y}}" +
      "@media print{.gone{x:y}}@media print{@supports (x:y){.sm\\:b{x:y}.gone{x:y}}}" +
      "@keyframes used{0%{x:y}}@keyframes unused{0%{x:y}}.min-\\[2rem\\]\\:d{animation:1s used}.gone{animation:1s unused}" +
      ".leave-cover{background:url(data:x)}";
    expect(usedStyles(css, page, "/_next/static/chunks/a.css")).toBe(
      "@layer base,more;@font-face{src:url(/_next/static/media/f.woff2)}html{color:red}@layer more{.a{x:y}}" +
        "@media print{@supports (x:y){.sm\\:b{x:y}}}" +
        "@keyframes used{0%{x:y}}.min-\\[2rem\\]\\:d{animation:1s used}.leave-cover{background:url(data:x)}",
    );
  });

  it("tell the first values of Tailwind's properties once, of those that are used", () => {
    const css =
      "@layer properties{@supports (x:y){*,:before{--tw-one:initial;--tw-two:0}}}.a{margin:var(--tw-two)}" +
      '@property --tw-one{syntax:"*";inherits:false}@property --tw-two{syntax:"*";inherits:false;initial-value:0}';
    expect(usedStyles(css, page, "/a.css")).toBe(
      "@layer properties{*,:before{--tw-two:0}}.a{margin:var(--tw-two)}",
    );
  });

  it("stand in the page, and its policy names them and no other", () => {
    const html = withStyles(withoutFramework(built(), SCRIPT), () => "h1{color:red}.gone{color:blue}");
    expect(html).toContain("<style>h1{color:red}</style>");
    expect(html).not.toContain("stylesheet");
    const policy = pagePolicy(html);
    expect(policy).toMatch(/; style-src 'self' 'sha256-[\w+/=]{44}';/);
    expect(policy).toContain("script-src 'self';");
    expect(pagePolicy(html.replace("red", "blue"))).not.toBe(policy);
    expect(() => withStyles("<html></html>", () => "")).toThrow("no style sheet");
  });
});

describe("what a text draws", () => {
  const root = path.join(import.meta.dirname, "..");
  const exists = (file: string) => fs.statSync(path.join(root, file), { throwIfNoEntry: false })?.isFile();
  const pages = fs
    .readdirSync(path.join(root, "app/[locale]/(public)"), { recursive: true, encoding: "utf8" })
    .filter((name) => /\b(page|layout|template|loading)\.tsx$/.test(name))
    .map((name) => `app/[locale]/(public)/${name}`);

  /** What a file of ours imports of ours, types left out. */
  const importsOf = (file: string, text: string) =>
    [...text.matchAll(/^(?:import|export)\s(?!type\b)[^;]*?\bfrom "([^"]+)"/gms)].flatMap(([, name = ""]) => {
      if (!/^(@\/|\.)/.test(name)) return [];
      const base = name.startsWith("@/") ? name.slice(2) : path.join(path.dirname(file), name);
      const found = [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`].find(exists);
      if (found === undefined) throw new Error(`${file} imports ${name}, which is not found.`);
      return [found];
    });

  /** The components at which the framework would take over in the browser. */
  function clientComponents(files: string[]): string[] {
    const seen = new Set<string>();
    const found: string[] = [];
    const visit = (file: string): void => {
      // Behind the client's one door nothing is drawn.
      if (seen.has(file) || file.endsWith(".json") || file.startsWith("lib/client/")) return;
      seen.add(file);
      const text = fs.readFileSync(path.join(root, file), "utf8");
      if (/^"use client"/m.test(text)) found.push(file);
      else for (const next of importsOf(file, text)) visit(next);
    };
    for (const file of files) visit(file);
    return found.sort();
  }

  it("comes to life by the one script of texts, or needs no life", () => {
    expect(pages.length).toBeGreaterThan(10);
    // Another one? See lib/client/texts/script.ts first: on a text that is loaded as a document this script is all there is.
    expect(clientComponents(["app/layout.tsx", "app/[locale]/layout.tsx", ...pages])).toEqual([
      // Lets React and a translator live together; where there is no React there is nothing to do.
      "components/app-shell/page-translation.tsx",
      // The way out: installExit.
      "components/exit/exit-keys.tsx",
      // The exercises: what moves is installExerciseSteps; the links in them are links.
      "components/grounding/grounding-screen.tsx",
      // tellOtherAddress.
      "components/public/address-notice.tsx",
      // leadHome.
      "components/public/start-link.tsx",
      // keepReading.
      "components/public/stay-offline.tsx",
      // The tabs inside the app. As a document a text has none, and needs no life for the rest.
      "components/public/tabbed-text.tsx",
      // Sentences for components; they are on the page.
      "lib/i18n/client-provider.tsx",
    ]);
  });

  it("is looked through: a page that handles a press of its own is found", () => {
    expect(clientComponents(["app/[locale]/(account)/sign-in/page.tsx"])).toContain(
      "components/account/sign-in-screen.tsx",
    );
  });
});
