// How much JavaScript stands in a page's HTML: what a browser fetches before the page can do anything.
import { gzipSync } from "node:zlib";

/**
 * The gzipped size of every script that a page's HTML names, bytes. Scripts for browsers without modules do not count: no
 * browser that can run the page fetches them.
 * @param {string} origin
 * @param {string} page its path
 */
export async function firstLoad(origin, page) {
  const answer = await fetch(new URL(page, origin));
  if (!answer.ok) throw new Error(`${page} was answered with ${answer.status}.`);
  const html = await answer.text();
  const names = new Set();
  for (const [tag] of html.matchAll(/<script\b[^>]*>/gi)) {
    const source = /\ssrc="([^"]+)"/i.exec(tag)?.[1];
    if (source !== undefined && !/\snomodule\b/i.test(tag)) names.add(source.replaceAll("&amp;", "&"));
  }
  if (names.size === 0) throw new Error(`${page} names no script.`);
  let total = 0;
  for (const name of names) {
    const script = await fetch(new URL(name, origin));
    if (!script.ok) throw new Error(`${name} was answered with ${script.status}.`);
    total += gzipSync(Buffer.from(await script.arrayBuffer())).length;
  }
  return total;
}
