// The production server: Next.js behind the security headers, limits and a client's true address.
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import { checkDeployment } from "../../lib/server/deployment.js";
import { envWarnings, publishToLibraries, readEnv, readSecrets } from "../../lib/server/env.js";
import { WAIT_HEADER } from "../../lib/server/wait-header.js";
import { readAssets, sendAsset, takesBrotli } from "./assets.mjs";
import { assetPolicy, commonHeaders, dataPolicy } from "./headers.mjs";
import { isMain } from "./is-main.mjs";
import { root } from "./root.mjs";
import { quietTools } from "./run.mjs";
import { readShells, sendShell } from "./shells.mjs";

/** @typedef {import("../../lib/server/env.js").Env} Env */
/** @typedef {import("./assets.mjs").Asset} Asset */
/** @typedef {import("./shells.mjs").Shell} Shell */
/** @typedef {{ policy: string, immutable: boolean, methods: Set<string>, shell?: Shell, status?: number }} Treatment */

const readOnly = new Set(["GET", "HEAD"]);
const apiMethods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);

/** Where a request says it came from is only ever said by this server. */
const claimedOrigins = /^(x-forwarded-|x-real-ip$|forwarded$|x-stile-)/;

/**
 * The path that Next.js may take a request for, with its escapes undone and its dots followed.
 * @param {string} pathname
 */
function routed(pathname) {
  if (!/[%\\]|\/[./]/.test(pathname)) return pathname;
  try {
    return path.posix.normalize(decodeURIComponent(pathname).replaceAll("\\", "/"));
  } catch {
    return pathname;
  }
}

/**
 * How requests for a path are answered.
 * @param {Map<string, Shell>} shells the pages
 * @returns {(pathname: string) => Treatment}
 */
function treatments(shells) {
  /** @type {Treatment} */
  const api = { policy: dataPolicy, immutable: false, methods: apiMethods };
  /** @type {Treatment} */
  const asset = { policy: assetPolicy, immutable: true, methods: readOnly };
  const notFound = shells.get("/_not-found");
  /** @type {Treatment} */
  const other = { policy: notFound?.policy ?? dataPolicy, immutable: false, methods: readOnly };
  /** A page for an answer other than 200 is nobody's to ask for: Next.js would answer one with 500. @type {Treatment} */
  const hidden = notFound ? { ...other, shell: notFound, status: 404 } : other;
  /** @type {Map<string, Treatment>} */
  const pages = new Map();
  for (const [page, shell] of shells) {
    const { policy } = shell;
    if (!page.startsWith("/_")) pages.set(page, { policy, immutable: false, methods: readOnly, shell });
  }
  return (pathname) => {
    const page = pages.get(pathname);
    if (page) return page;
    const route = routed(pathname);
    if (route === "/api" || route.startsWith("/api/")) return api;
    // Both must say so: this is the one policy that allows more than a page's.
    if ([pathname, route].every((one) => one.startsWith("/_next/static/"))) return asset;
    if (route.startsWith("/_") && shells.has(route)) return hidden;
    // A page spelt in another way is Next.js's to answer, under that page's policy.
    const policy = pages.get(route)?.policy;
    return policy ? { ...other, policy } : other;
  };
}

/**
 * An address without the port that some proxies write behind it, or undefined where it is none.
 * @param {string} text
 */
function withoutPort(text) {
  const inBrackets = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(text)?.[1];
  if (inBrackets) return net.isIPv6(inBrackets) ? inBrackets : undefined;
  const address = text.replace(/^([\d.]+):\d{1,5}$/, "$1");
  return net.isIP(address) ? address : undefined;
}

/**
 * The address a request came from: the connection's, or behind a trusted proxy the one which that proxy saw, the last in its list.
 * @param {http.IncomingMessage} request
 * @param {boolean} trustProxy
 */
export function clientAddress(request, trustProxy) {
  // An IPv4 address on a socket for both kinds.
  const mapped = /^::ffff:(?=\d+\.)/i;
  const socket = (request.socket.remoteAddress ?? "").replace(mapped, "");
  if (!trustProxy) return socket;
  const forwarded = request.headers["x-forwarded-for"];
  const list = Array.isArray(forwarded) ? forwarded.join(",") : (forwarded ?? "");
  const last = list.slice(list.lastIndexOf(",") + 1).trim();
  return withoutPort(last)?.replace(mapped, "") ?? socket;
}

/** @param {string} pathname */
function isWellFormed(pathname) {
  if (!pathname.startsWith("/")) return false;
  if (!pathname.includes("%")) return true;
  try {
    return !decodeURIComponent(pathname).includes("\0");
  } catch {
    return false;
  }
}

/**
 * Tells the one who runs this server, once, that it is opened under another name than ORIGIN's: pages look right there, and
 * every write from them is refused. The name is all that the line repeats of the request.
 * @param {string} origin
 * @returns {(host: string | undefined) => void} given each request's Host
 */
function hostNotice(origin) {
  const { protocol, host: own } = new URL(origin);
  let told = false;
  return (host) => {
    if (told || host === undefined || host === own) return;
    if (!/^[\w.:[\]-]{1,255}$/.test(host) || !URL.canParse(`${protocol}//${host}`)) return;
    // An address may name the port that goes without saying.
    if (new URL(`${protocol}//${host}`).host === own) return;
    told = true;
    console.warn(
      `Stile was opened at ${host}. It saves only from pages opened at ${origin}: open that instead, or set ORIGIN to the address that people open.`,
    );
  };
}

/** What of the API is refused here while its limit says so: a flood of it would cost as much as what is answered. */
const SIGN_IN = "/api/sign-in/start";
/** How many addresses are kept in mind; more than that at once are let through to the limit itself. */
const MOST_WAITING = 10_000;

/**
 * Keeps in mind which addresses may begin no sign-in for a while, as the API's own limit told (`countColdStart`), so that Next.js
 * has no work with what they send meanwhile. A request with a cookie may be of somebody known, and is let through.
 */
function createWaits() {
  /** When each may try again, milliseconds since 1970. @type {Map<string, number>} */
  const until = new Map();
  return {
    /** The seconds that a request has to wait; 0 where it may go on. @param {http.IncomingMessage} request @param {string} pathname @param {string} address */
    secondsLeft(request, pathname, address) {
      if (pathname !== SIGN_IN || request.method !== "POST" || request.headers.cookie) return 0;
      return Math.max(0, Math.ceil(((until.get(address) ?? 0) - Date.now()) / 1000));
    },
    /** @param {http.ServerResponse} response @param {string} address */
    learn(response, address) {
      if (response.statusCode !== 429 || response.getHeader(WAIT_HEADER) !== "address") return;
      if (until.size >= MOST_WAITING) until.clear();
      until.set(address, Date.now() + Number(response.getHeader("retry-after")) * 1000);
    },
  };
}

/**
 * Answers without Next.js.
 * @param {http.ServerResponse} response
 * @param {number} status
 * @param {string} text
 */
function refuse(response, status, text) {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" });
  response.end(`${text}\n`);
}

/** Whether a request says that it has a body. @param {http.IncomingMessage} request */
const hasBody = ({ headers }) =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

/** How long what is left of a body may come in after its answer, milliseconds: so that the answer is read before the line ends. */
const UNREAD_MS = 5000;

/** Ends the connection of a request that was answered before its body was there, unless the rest comes soon. @param {http.IncomingMessage} request */
function endUnread(request) {
  if (request.complete) return;
  setTimeout(() => request.complete || request.socket.destroy(), UNREAD_MS).unref();
}

/**
 * An HTTP server that treats requests as above and hands them to `handler`.
 * @param {{ handler: (request: http.IncomingMessage, response: http.ServerResponse) => Promise<void>, shells: Map<string, Shell>, assets?: Map<string, Asset>, origin: string, trustProxy: boolean }} options
 */
export function createServer({ handler, shells, assets = new Map(), origin, trustProxy }) {
  const common = commonHeaders({ https: origin.startsWith("https:") });
  const treatmentOf = treatments(shells);
  const noticeHost = hostNotice(origin);
  const waits = createWaits();

  const server = http.createServer(
    { maxHeaderSize: 8 * 1024, connectionsCheckingInterval: 5000 },
    (request, response) => {
      if (hasBody(request)) response.once("finish", () => endUnread(request));
      for (const [name, value] of common) response.setHeader(name, value);
      noticeHost(request.headers.host);
      const url = request.url ?? "";
      const query = url.indexOf("?");
      const pathname = query === -1 ? url : url.slice(0, query);
      const treatment = treatmentOf(pathname);
      response.setHeader("Content-Security-Policy", treatment.policy);
      if (!isWellFormed(pathname)) return refuse(response, 400, "Bad request");
      if (!treatment.methods.has(request.method ?? "")) {
        response.setHeader("Allow", [...treatment.methods].join(", "));
        return refuse(response, 405, "Method not allowed");
      }
      // Next.js's image service: unused here, and it would do work for anyone who asks.
      if (pathname === "/_next/image") return refuse(response, 404, "Not found");
      // Pages too: what was left by quick exit must not come back with the browser's back button.
      if (!treatment.immutable) response.setHeader("Cache-Control", "no-store");

      // The router asks for a page's data with this header; the page itself is asked for without.
      const { shell, status } = treatment;
      if (shell && (status || request.headers.rsc === undefined)) {
        if (status) response.statusCode = status;
        return sendShell(request, response, shell);
      }

      const asset = assets.get(pathname);
      if (asset && takesBrotli(request)) return sendAsset(request, response, asset);

      const address = clientAddress(request, trustProxy);
      const seconds = waits.secondsLeft(request, pathname, address);
      if (seconds > 0) {
        const headers = {
          "Content-Type": "application/json",
          "Retry-After": seconds,
          [WAIT_HEADER]: "address",
        };
        return response.writeHead(429, headers).end('{"error":"too_many"}');
      }
      if (pathname === SIGN_IN) response.once("finish", () => waits.learn(response, address));
      for (const name in request.headers) if (claimedOrigins.test(name)) delete request.headers[name];
      request.headers["x-stile-address"] = address;
      handler(request, response).catch((error) => {
        console.error(error);
        if (response.headersSent) response.destroy();
        else refuse(response, 500, "Something went wrong");
      });
    },
  );

  // A body has its own limit where it is read, which goes by its bytes: a slow line may need long for a large one.
  server.headersTimeout = 10_000;
  server.requestTimeout = 0;
  // Longer than a proxy keeps an idle connection, so that it is never closed just as the proxy uses it.
  server.keepAliveTimeout = 65_000;
  server.on("connect", (_request, socket) => {
    socket.end("HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  });
  // Nothing here speaks over an upgraded connection.
  server.on("upgrade", (_request, socket) => {
    socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  });
  return server;
}

/**
 * @param {net.Server} server
 * @param {Env} env
 */
function listen(server, { PORT, HOST }) {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      const code = "code" in error ? error.code : "";
      if (code === "EADDRINUSE") {
        reject(
          new Error(
            `Port ${PORT} is taken: perhaps Stile is running already. Stop that, or choose another: PORT=3001 npm start`,
          ),
        );
      } else if (code === "EACCES")
        reject(
          new Error(
            `Port ${PORT} needs more rights than Stile has. Choose one above 1023, such as PORT=3000.`,
          ),
        );
      else if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
        reject(new Error(`HOST is ${HOST}, which is no address of this machine.`));
      else reject(error);
    });
    server.listen(PORT, HOST, () => resolve(undefined));
  });
}

/**
 * Throws with a plain sentence when the server could not listen where it is told to.
 * @param {Env} env
 */
export async function requireFreePort(env) {
  const probe = net.createServer();
  await listen(probe, env);
  await new Promise((resolve) => probe.close(resolve));
}

/**
 * Loads Next.js with the build and returns its handler.
 * @param {Env} env
 */
async function loadNext({ PORT, HOST }) {
  const { default: next } = await import("next");
  const app = next({ dev: false, dir: root, quiet: true, port: PORT, hostname: HOST });
  await app.prepare();
  return app.getRequestHandler();
}

/**
 * Serves the build until the process is told to end. The build, the secrets and an up-to-date database must be there.
 * Throws with a plain sentence when it cannot.
 * @param {Env} env
 */
export async function serve(env) {
  Object.assign(process.env, quietTools, { NODE_ENV: "production" });
  await import("./small-heap.mjs");
  const secrets = readSecrets(env.SECRETS_FILE);
  publishToLibraries(env, secrets);
  await checkDeployment(env, secrets);
  const pages = path.join(root, ".next/server/app");
  if (!fs.existsSync(pages)) throw new Error("There is no build yet. Use npm start, which makes one.");

  let load = () => {};
  /** @type {Promise<http.RequestListener>} */
  const handler = new Promise((resolve) => {
    load = () => resolve(loadNext(env));
  });
  const server = createServer({
    // Pages are answered as soon as the server listens. What needs Next.js waits until that is there.
    handler: async (request, response) => (await handler)(request, response),
    shells: readShells(pages),
    assets: readAssets(path.join(root, ".next/static")),
    origin: env.ORIGIN,
    trustProxy: env.TRUST_PROXY,
  });
  await listen(server, env);
  load();
  await handler;

  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    // Requests under way are finished; what still hangs after that is cut.
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), 5000).unref();
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);

  for (const warning of envWarnings(env)) console.warn(warning);
  console.log(`\nStile is ready. Open ${env.ORIGIN} in a browser. Press Ctrl+C here to stop it.`);
}

if (isMain(import.meta.url)) {
  process.chdir(root);
  try {
    await serve(readEnv());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
