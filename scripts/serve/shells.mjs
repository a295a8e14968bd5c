// The pages of a build. They are static shells, the same bytes for everyone, so they are read once and kept in memory.
import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { pagePolicy } from "./headers.mjs";

/** `gzipped` is made when it is first asked for. @typedef {{ policy: string, html: Buffer, gzipped?: Buffer }} Shell */

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
    const html = fs.readFileSync(path.join(folder, name));
    shells.set(page, { policy: pagePolicy(html.toString("utf8")), html });
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
  const zipped = /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""));
  if (zipped) shell.gzipped ??= gzipSync(shell.html, { level: 9 });
  const body = (zipped && shell.gzipped) || shell.html;
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.setHeader("Vary", "Accept-Encoding");
  if (zipped) response.setHeader("Content-Encoding", "gzip");
  response.setHeader("Content-Length", body.length);
  response.end(request.method === "HEAD" ? undefined : body);
}
