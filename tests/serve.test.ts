import { createHash } from "node:crypto";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { compressBuild, readAssets } from "../scripts/serve/assets.mjs";
import { createServer } from "../scripts/serve/serve.mjs";
import { readShells } from "../scripts/serve/shells.mjs";

const html =
  '<html><script src="/_next/static/a.js" async=""></script><script>one()</script><script id="x">two()</script></html>';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stile-shells-"));

/** Stands where Next.js would: says what reached it. */
const echo = async (request: http.IncomingMessage, response: http.ServerResponse) => {
  if (request.url === "/api/throws") throw new Error("planted");
  if (request.headers["x-plant"] === "wait") {
    response.writeHead(429, { "retry-after": "1", "stile-wait": "address" });
  }
  response.end(JSON.stringify({ url: request.url, headers: request.headers }));
};

type Options = { path: string; method?: string; headers?: Record<string, string>; to?: http.Server };

/** One request to a server of this file. */
function ask({ path: asked, method = "GET", headers = {}, to = plain }: Options) {
  const address = to.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return new Promise<{ status: number; headers: http.IncomingHttpHeaders; body: Buffer }>(
    (resolve, reject) => {
      const request = http.request(
        {
          port,
          host: "127.0.0.1",
          path: asked,
          method,
          headers: { host: hostOf(to), ...headers },
          agent: false,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk) => chunks.push(chunk));
          response.on("end", () => {
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks),
            });
          });
        },
      );
      request.once("error", reject);
      request.end();
    },
  );
}

/** What a build has below what is served for good. */
const built = new Map([
  ["b.js", "one();\n".repeat(1000)],
  ["b.css", ".a { color: red }\n".repeat(1000)],
  ["b.woff2", "a font"],
]);

let plain: http.Server;
let proxied: http.Server;
/** The name that each of the two is told to be opened by. */
const hostOf = (server: http.Server) => (server === proxied ? "stile.example" : "localhost");
beforeAll(async () => {
  const pages = path.join(folder, "server/app");
  fs.mkdirSync(path.join(pages, "en"), { recursive: true });
  for (const name of ["en.html", "en/second.html", "_not-found.html", "_global-error.html"])
    fs.writeFileSync(path.join(pages, name), html);
  fs.mkdirSync(path.join(folder, "static/chunks"), { recursive: true });
  for (const [name, text] of built) fs.writeFileSync(path.join(folder, "static/chunks", name), text);
  await compressBuild(folder);
  const shells = readShells(pages);
  const assets = readAssets(path.join(folder, "static"));
  plain = createServer({ handler: echo, shells, assets, origin: "http://localhost", trustProxy: false });
  proxied = createServer({ handler: echo, shells, origin: "https://stile.example", trustProxy: true });
  for (const server of [plain, proxied])
    await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
});
afterAll(() => {
  for (const server of [plain, proxied]) server.close();
  fs.rmSync(folder, { recursive: true });
});

describe("a page", () => {
  it("allows its own inline scripts by hash, and nothing unsafe", async () => {
    const { headers, body, status } = await ask({ path: "/en/second?x=1" });
    const policy = String(headers["content-security-policy"]);
    for (const code of ["one()", "two()"]) {
      expect(policy).toContain(`'sha256-${createHash("sha256").update(code).digest("base64")}'`);
    }
    expect(policy.match(/sha256/g)).toHaveLength(2);
    expect(policy).not.toContain("unsafe");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect([status, body.toString()]).toEqual([200, html]);
  });

  it.each(["/en", "/api/x", "/nope"])(
    "is not kept by the browser, nor is any other answer: %s",
    async (asked) => {
      expect((await ask({ path: asked })).headers["cache-control"]).toBe("no-store");
    },
  );

  it("comes compressed where that is understood", async () => {
    const asked = (encoding: string) => ask({ path: "/en", headers: { "accept-encoding": encoding } });
    const [br, gzip] = [await asked("gzip, br"), await asked("gzip, br;q=0")];
    expect([br.headers["content-encoding"], gzip.headers["content-encoding"]]).toEqual(["br", "gzip"]);
    expect([brotliDecompressSync(br.body), gunzipSync(gzip.body)].map(String)).toEqual([html, html]);
  });

  it("has headers and no body for HEAD", async () => {
    const { headers, body } = await ask({ path: "/en", method: "HEAD" });
    expect([headers["content-length"], body.length]).toEqual([String(html.length), 0]);
  });

  it("leaves the router's own requests to Next.js", async () => {
    expect((await ask({ path: "/en", headers: { rsc: "1" } })).body.toString()).toContain('"url":"/en"');
  });
});

describe("a script or a style of the build", () => {
  const br = { "accept-encoding": "gzip, deflate, br, zstd" };

  it.each([
    ["b.js", "application/javascript; charset=UTF-8"],
    ["b.css", "text/css; charset=UTF-8"],
  ])("comes as it was compressed with the build, and is kept for good: %s", async (name, type) => {
    const { status, headers, body } = await ask({ path: `/_next/static/chunks/${name}`, headers: br });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": type,
      "content-encoding": "br",
      "content-length": String(body.length),
      "cache-control": "public, max-age=31536000, immutable",
      vary: "Accept-Encoding",
    });
    expect(headers["content-security-policy"]).toContain("'wasm-unsafe-eval'");
    expect(brotliDecompressSync(body).toString()).toBe(built.get(name));
  });

  it("has headers and no body for HEAD", async () => {
    const { headers, body } = await ask({ path: "/_next/static/chunks/b.js", method: "HEAD", headers: br });
    expect([headers["content-encoding"], body.length]).toEqual(["br", 0]);
    expect(Number(headers["content-length"])).toBeGreaterThan(0);
  });

  it.each([
    ["to who takes gzip alone", "b.js", "gzip"],
    ["to who refuses it", "b.js", "gzip, br;q=0"],
    ["to who refuses it at length", "b.js", "br; q=0.000, gzip"],
    ["of what is small as it is", "b.woff2", "br"],
    ["of the compressed copy itself", "b.js.br", "br"],
    ["of what is not there", "c.js", "br"],
  ])("is Next.js's to answer %s", async (_, name, accepted) => {
    const asked = `/_next/static/chunks/${name}`;
    const { body } = await ask({ path: asked, headers: { "accept-encoding": accepted } });
    expect(body.toString()).toContain(`"url":"${asked}"`);
  });

  it("is refused to a method that is not for reading", async () => {
    expect((await ask({ path: "/_next/static/chunks/b.js", method: "POST", headers: br })).status).toBe(405);
  });
});

describe("every answer", () => {
  it.each(["/en", "/nope", "/api/x", "/api/throws-not", "/_next/static/a.js", "/%ff"])(
    "to %s has the common headers",
    async (asked) => {
      const { headers } = await ask({ path: asked });
      expect(headers).toMatchObject({
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "x-robots-tag": "noindex, nofollow",
      });
      expect(headers["permissions-policy"]).toContain("camera=()");
      expect(headers["strict-transport-security"]).toBeUndefined();
      expect(headers["x-powered-by"]).toBeUndefined();
    },
  );

  it("insists on https where people come by it", async () => {
    expect((await ask({ path: "/en", to: proxied })).headers["strict-transport-security"]).toMatch(
      /^max-age=\d{8}/,
    );
  });

  it("allows WebAssembly to scripts of the build alone", async () => {
    expect((await ask({ path: "/_next/static/a.js" })).headers["content-security-policy"]).toContain(
      "'wasm-unsafe-eval'",
    );
    for (const asked of ["/en", "/nope", "/api/x", "/_next/x"]) {
      expect((await ask({ path: asked })).headers["content-security-policy"]).not.toContain("unsafe");
    }
  });
});

describe("a path that is spelt in another way", () => {
  const policyOf = async (asked: string) =>
    String((await ask({ path: asked })).headers["content-security-policy"]);

  it.each([
    "/_next/static/../../api/session",
    "/_next/static/%2e%2e/%2E%2e/api/session",
    "/_next/static/..%2f..%2fapi/session",
    "/_next/static/..\\..\\api/session",
    "/_next/static/..%5c..%5capi/session",
    "/en/../api/session",
    "//api/session",
    "/%61pi/session",
  ])("%s has the API's policy", async (asked) => {
    expect(await policyOf(asked)).toBe(await policyOf("/api/session"));
  });

  it.each([
    "/_next/static/../x",
    "/_next/static/%2e%2e/%2e%2e/en",
    "/api/../_next/static/a.js",
    "/en/%2e%2e/_next/static/a.js",
    "/%5fnext/static/a.js",
  ])("%s may not compile WebAssembly", async (asked) => {
    expect(await policyOf(asked)).not.toContain("wasm");
  });

  it("has the policy of the page that Next.js would send, and is left to it", async () => {
    expect(await policyOf("/%65n")).toBe(await policyOf("/en"));
    expect((await ask({ path: "/%65n" })).body.toString()).toContain('"url":"/%65n"');
  });
});

describe("an address that may begin no sign-in for a while", () => {
  const start = (from: string, headers: Record<string, string> = {}, asked = "/api/sign-in/start") =>
    ask({ path: asked, method: "POST", headers: { "x-forwarded-for": from, ...headers }, to: proxied });

  it("is refused without Next.js until its time is over; nobody else is, nor a request with a cookie, nor any other path", async () => {
    // What the limit did not say of the whole address is not taken so.
    await start("192.0.2.1", { "x-plant": "wait" }, "/api/recovery/open");
    expect((await start("192.0.2.1")).status).toBe(200);
    await start("192.0.2.1", { "x-plant": "wait" });

    const refused = await start("192.0.2.1");
    expect([refused.status, refused.body.toString()]).toEqual([429, '{"error":"too_many"}']);
    expect(refused.headers).toMatchObject({
      "retry-after": "1",
      "cache-control": "no-store",
      "content-type": "application/json",
      "x-content-type-options": "nosniff",
    });
    expect((await start("192.0.2.2")).status).toBe(200);
    expect((await start("192.0.2.1", { cookie: "stile-known=x" })).status).toBe(200);
    expect((await start("192.0.2.1", {}, "/api/recovery/open")).status).toBe(200);
    await vi.waitFor(async () => expect((await start("192.0.2.1")).status).toBe(200), { timeout: 10_000 });
  });
});

it.each(["/_global-error", "/_not-found", "/%5Fglobal-error", "/./_global-error"])(
  "%s is not found, with the page that says so",
  async (asked) => {
    for (const headers of [undefined, { rsc: "1" }]) {
      const { status, body } = await ask({ path: asked, headers });
      expect([status, body.toString()]).toEqual([404, html]);
    }
  },
);

describe("a request under another name than people are told to open", () => {
  /** What is logged while a server of this origin is asked under each of the names. */
  async function hear(origin: string, hosts: string[]): Promise<string[]> {
    const said = vi.spyOn(console, "warn").mockImplementation(() => {});
    const server = createServer({ handler: echo, shells: new Map(), origin, trustProxy: false });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
    for (const host of hosts) await ask({ path: "/en?secret=1", headers: { host }, to: server });
    server.close();
    const lines = said.mock.calls.map((line) => line.join(" "));
    said.mockReset();
    return lines;
  }

  it("is told once, with both names and nothing else of it", async () => {
    const lines = await hear("https://stile.example", ["127.0.0.1:3000", "127.0.0.1:3000", "other.example"]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/opened at 127\.0\.0\.1:3000\. .* at https:\/\/stile\.example:/);
    expect(lines[0]).not.toContain("secret");
  });

  it.each([
    ["https://stile.example", ["stile.example", "STILE.example", "stile.example:443"]],
    ["http://localhost:3000", ["localhost:3000"]],
    ["http://localhost:3000", ["<forged>", "a b", "x".repeat(300)]],
  ])("%s: not for %j", async (origin, hosts) => {
    expect(await hear(origin, hosts)).toEqual([]);
  });
});

describe("a request that nobody should send", () => {
  it.each([
    ["TRACE", "/en", 405],
    ["POST", "/en", 405],
    ["POST", "/nope", 405],
    ["OPTIONS", "/api/x", 405],
    ["PROPFIND", "/api/x", 405],
    ["GET", "/%ff", 400],
    ["GET", "/%00", 400],
    ["GET", "/en/%E0%A4%A", 400],
    ["GET", "*", 400],
    ["GET", "http://elsewhere/en", 400],
    ["GET", "/_next/image?url=x", 404],
  ])("%s %s is answered %i", async (method, asked, status) => {
    expect((await ask({ path: asked, method })).status).toBe(status);
  });

  it.each([
    ["CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n", 405],
    ["GET /en HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", 400],
    [`GET /en HTTP/1.1\r\nHost: x\r\nX-Long: ${"a".repeat(9000)}\r\n\r\n`, 431],
  ])("%j is answered %i", async (text, status) => {
    const address = plain.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = net.connect(port, "127.0.0.1", () => socket.write(text));
      socket.once("data", (data) => resolve(data.toString()));
      socket.once("error", reject);
    });
    expect(answer.split(" ")[1]).toBe(String(status));
  });
});

describe("a body that comes slowly", () => {
  it("has all the time that what reads it gives it, and none once it was answered", async () => {
    // No limit on the request as a whole: lib/server/body.ts goes by its bytes.
    expect([plain.requestTimeout, proxied.requestTimeout]).toEqual([0, 0]);
    const address = plain.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    const start = performance.now();
    const told = await new Promise<string>((resolve, reject) => {
      let answer = "";
      const socket = net.connect(port, "127.0.0.1", () =>
        socket.write("POST /api/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"),
      );
      const drip = setInterval(() => socket.write("x"), 500);
      socket.on("data", (data) => {
        answer += data.toString();
      });
      socket.once("error", reject);
      socket.once("close", () => {
        clearInterval(drip);
        resolve(answer);
      });
    });
    expect(told.split(" ")[1]).toBe("200");
    // Five, and what a busy machine takes; without an end it would drip for fourteen hours.
    expect(performance.now() - start).toBeLessThan(60_000);
  });
});

describe("where a request came from", () => {
  const reached = async (options: Options): Promise<Record<string, string>> => {
    const { body } = await ask(options);
    return JSON.parse(body.toString()).headers;
  };
  const claims = {
    "x-stile-address": "6.6.6.6",
    "X-Forwarded-For": "6.6.6.6, 7.7.7.7",
    "x-real-ip": "6.6.6.6",
    forwarded: "for=6.6.6.6",
  };

  it("is the connection's address, whatever is claimed", async () => {
    const headers = await reached({ path: "/api/x", headers: claims });
    expect(headers["x-stile-address"]).toBe("127.0.0.1");
    expect(JSON.stringify(headers)).not.toContain("6.6.6.6");
  });

  it("is what a trusted proxy saw, the last of the list", async () => {
    const headers = await reached({ path: "/api/x", headers: claims, to: proxied });
    expect(headers["x-stile-address"]).toBe("7.7.7.7");
    expect(JSON.stringify(headers)).not.toContain("6.6.6.6");
  });

  it.each([
    ["203.0.113.7:4711", "203.0.113.7"],
    ["6.6.6.6:1, 203.0.113.7:4711", "203.0.113.7"],
    ["[2001:db8::1]:443", "2001:db8::1"],
    ["[2001:db8::1]", "2001:db8::1"],
    ["2001:db8::1", "2001:db8::1"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
  ])("is the address when the proxy says %j with or without a port", async (said, address) => {
    const headers = await reached({ path: "/api/x", headers: { "x-forwarded-for": said }, to: proxied });
    expect(headers["x-stile-address"]).toBe(address);
  });

  it.each(["nonsense", "", "1.2.3.4, ", "[1.2.3.4]:80", "1.2.3:80", "1.2.3.4:x", "[::1"])(
    "is the connection's when the proxy says %j",
    async (said) => {
      const headers = await reached({ path: "/api/x", headers: { "x-forwarded-for": said }, to: proxied });
      expect(headers["x-stile-address"]).toBe("127.0.0.1");
    },
  );
});
