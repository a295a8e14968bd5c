// Texts, and the first page, are documents: a build's HTML of them loses the framework, and gets one small script of ours and
// the styles that it can use.
// docs/decisions/033-a-text-needs-no-framework.md says why. Inside the app they open as ever, by the router's own requests.
import fs from "node:fs";
import path from "node:path";
import { pathsOf } from "./page-group.mjs";
import { usedStyles } from "./used-styles.mjs";

/** Pages of this group of routes are texts. */
export const TEXTS = "/[locale]/(public)/";

/** What the small script is made from. */
const ENTRY = "lib/client/texts/script.ts";

/** Where it lies in a build's folder: below what is served for good, since its name changes with what is in it. */
const FOLDER = "static/texts";

/** An inline script with which Next.js begins, or hands a page's data to its components. */
const ofNext = /^\(?(self\.__next_|globalThis\["TURBOPACK"\])/;

/**
 * A page's HTML with none of the framework's script and data, and with ours. Throws where the page has a script that is not
 * the framework's, which would be lost, or needs one in order to be read.
 * @param {string} html
 * @param {string} script the address of ours
 */
export function withoutFramework(html, script) {
  const without = html
    .replace(/<script\b([^>]*)>([\s\S]*?)<\/script>/g, (tag, attributes, code) => {
      const source = /\ssrc="([^"]*)"/.exec(attributes)?.[1];
      if (source?.startsWith("/_next/") || (source === undefined && ofNext.test(code))) return "";
      throw new Error(`A text has a script that is not Next.js's: ${tag.slice(0, 120)}`);
    })
    // What only these scripts are fetched or waited for.
    .replace(/<link\b[^>]*\b(?:as="script"|rel="(?:modulepreload|expect)")[^>]*>/g, "");
  if (!without.includes("</head>")) throw new Error("A text has no head.");
  const page = without.replace("</head>", `<script src="${script}" async=""></script></head>`);
  const left = leftOf(page, script);
  if (left !== undefined) throw new Error(`A text still has ${left}.`);
  return page;
}

/**
 * What a text still has of the framework; undefined where there is nothing.
 * @param {string} html
 * @param {string} script the address of the only script that it may name
 * @returns {string | undefined}
 */
export function leftOf(html, script) {
  for (const [tag] of html.matchAll(/<script\b[^>]*>/g))
    if (!tag.includes(` src="${script}"`)) return `a script, ${tag}`;
  // The last two stand where a part comes later, and is put in its place by script.
  const trace = /__next_[a-z]\b|\/_next\/[^"' ]*\.js\b|<template\b|\bid="S:/;
  return trace.exec(html.replaceAll(script, ""))?.[0];
}

/**
 * A page's HTML with what it can use of its style sheets in their place. Throws where it has none.
 * @param {string} html
 * @param {(address: string) => string} read gives the text of a sheet
 */
export function withStyles(html, read) {
  let sheets = 0;
  const page = html.replace(/<link\b[^>]*\brel="stylesheet"[^>]*>/g, (tag) => {
    const address = /\shref="([^"]*)"/.exec(tag)?.[1] ?? "";
    sheets += 1;
    return `<style>${usedStyles(read(address), html, address)}</style>`;
  });
  if (sheets === 0) throw new Error("A text has no style sheet.");
  return page;
}

/**
 * Makes the small script.
 * @param {string} root the project's folder
 * @param {string} folder the build's, .next
 * @returns {Promise<string>} its address
 */
async function bundle(root, folder) {
  const { build } = await import("rolldown");
  const target = path.join(folder, FOLDER);
  fs.rmSync(target, { recursive: true, force: true });
  const { output } = await build({
    input: path.join(root, ENTRY),
    platform: "browser",
    // Older than what the app itself needs: a text can be read, and left, on an older phone too.
    transform: { target: "es2018" },
    output: { dir: target, entryFileNames: "[name]-[hash].js", format: "iife", minify: true },
    logLevel: "warn",
  });
  const [file, ...more] = output;
  if (file === undefined || more.length > 0) throw new Error("The script of texts is not one file.");
  return `/_next/${FOLDER}/${file.fileName}`;
}

/**
 * Takes the framework out of every text of a build, which Next.js has just made.
 * @param {string} root the project's folder
 * @param {string} folder the build's, .next
 */
export async function makeTexts(root, folder) {
  const script = await bundle(root, folder);
  const sheet = (/** @type {string} */ address) =>
    fs.readFileSync(path.join(folder, address.replace(/^\/_next\//, "")), "utf8");
  for (const page of pathsOf(TEXTS, folder)) {
    const file = path.join(folder, "server/app", `${page}.html`);
    const html = withoutFramework(fs.readFileSync(file, "utf8"), script);
    fs.writeFileSync(file, withStyles(html, sheet));
  }
}
