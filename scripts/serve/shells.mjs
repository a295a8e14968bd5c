// The pages of a build. They are static shells, the same bytes for everyone, so they are read once and kept in memory.
import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { ENDING, takesBrotli } from "./assets.mjs";
import { pagePolicy } from "./headers.mjs";

/**
 * `brotli` was made with the build; `gzipped` is made when it is first asked for.
 * @typedef {{ policy: string, html: Buffer, brotli: Buffer | null, gzipped?: Buffer }} Shell
 */

/**
 * Every prerendered page by its path; the page for what is not there is under "/_not-found".
 * @param {string} folder the build's folder of pages, .next/server/app
 * @returns {Map<string, Shell>}
 */
export function readShells(folder) {
  /** @type {Map<string, Shell>} */
  const shells = new Map();
  for (const name of fs.readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".html")) continue;
    const page = `/${name
      .split(path.sep)
      .join("/")
      .replace(/\.html$/, "")
      .replace(/^index$/, "")}`;
    const file = path.join(folder, name);
    const html = fs.readFileSync(file);
    const compressed = `${file}${ENDING}`;
    const brotli = fs.existsSync(compressed) ? fs.readFileSync(compressed) : null;
    shells.set(page, { policy: pagePolicy(html.toString("utf8")), html, brotli });
  }
  return shells;
}

/**
 * Sends a page. Next.js would send the same bytes, and would work for each of them.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {Shell} shell
 */
export function sendShell(request, response, shell) {
  const { body, encoding } = encoded(request, shell);
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.setHeader("Vary", "Accept-Encoding");
  if (encoding !== null) response.setHeader("Content-Encoding", encoding);
  response.setHeader("Content-Length", body.length);
  response.end(request.method === "HEAD" ? undefined : body);
}

/** A page as small as the one who asks can take it. @param {import("node:http").IncomingMessage} request @param {Shell} shell */
function encoded(request, shell) {
  if (shell.brotli !== null && takesBrotli(request)) return { body: shell.brotli, encoding: "br" };
  if (!/\bgzip\b/.test(String(request.headers["accept-encoding"] ?? "")))
    return { body: shell.html, encoding: null };
  shell.gzipped ??= gzipSync(shell.html, { level: 9 });
  return { body: shell.gzipped, encoding: "gzip" };
}
