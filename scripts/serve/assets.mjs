// Scripts, styles and pages, compressed once, when the program is built: Next.js would compress each anew for everyone who asks, and with
// gzip, which is a sixth larger on the line.
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

/** What is compressed, and what it is. Pictures and fonts are as small as they get. @type {Record<string, string>} */
const TYPES = {
  ".js": "application/javascript; charset=UTF-8",
  ".css": "text/css; charset=UTF-8",
};
/** Browsers take this where nobody in between can read along: by https, and on one's own machine. */
export const ENDING = ".br";
/** As Next.js says it of what has its content in its name. */
const FOR_GOOD = "public, max-age=31536000, immutable";

/** @typedef {{ file: string, type: string, size: number }} Asset `file`: what is sent, compressed */

const compress = promisify(brotliCompress);

/** All files below a folder, as paths from there. @param {string} folder */
const filesIn = (folder) =>
  fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => fs.statSync(path.join(folder, name)).isFile());

/**
 * Lays a compressed copy beside each script, style and page of a build, which is made as far as that.
 * @param {string} folder the build's, .next
 */
export async function compressBuild(folder) {
  await compressIn(path.join(folder, "static"), Object.keys(TYPES));
  await compressIn(path.join(folder, "server/app"), [".html"]);
}

/** @param {string} folder @param {readonly string[]} endings of the names of what is compressed */
async function compressIn(folder, endings) {
  if (!fs.existsSync(folder)) return;
  const names = filesIn(folder).filter((name) => endings.includes(path.extname(name)));
  await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      const bytes = fs.readFileSync(file);
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      };
      fs.writeFileSync(`${file}${ENDING}`, await compress(bytes, { params }));
    }),
  );
}

/**
 * The compressed files of a build, by the path that the uncompressed one is asked for by.
 * @param {string} folder what is served for good, .next/static
 * @returns {Map<string, Asset>} empty where there are none
 */
export function readAssets(folder) {
  /** @type {Map<string, Asset>} */
  const assets = new Map();
  if (!fs.existsSync(folder)) return assets;
  for (const name of filesIn(folder)) {
    if (!name.endsWith(ENDING)) continue;
    const whole = name.slice(0, -ENDING.length);
    const type = TYPES[path.extname(whole)];
    const file = path.join(folder, name);
    if (type !== undefined)
      assets.set(`/_next/static/${whole.split(path.sep).join("/")}`, {
        file,
        type,
        size: fs.statSync(file).size,
      });
  }
  return assets;
}

/** Whether a request says that it takes brotli. @param {import("node:http").IncomingMessage} request */
export const takesBrotli = ({ headers }) =>
  /\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(headers["accept-encoding"] ?? ""));

/**
 * Sends a file compressed.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {Asset} asset
 */
export function sendAsset(request, response, { file, type, size }) {
  response.setHeader("Content-Type", type);
  response.setHeader("Content-Encoding", "br");
  response.setHeader("Vary", "Accept-Encoding");
  response.setHeader("Cache-Control", FOR_GOOD);
  response.setHeader("Content-Length", size);
  if (request.method === "HEAD") return void response.end();
  const bytes = fs.createReadStream(file);
  bytes.on("error", () => response.destroy());
  response.on("close", () => bytes.destroy());
  bytes.pipe(response);
}
