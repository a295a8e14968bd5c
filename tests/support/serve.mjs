// A process of its own with the real route handlers, for tests that kill it. Takes what `asJson` of
// support/http.ts makes, and answers { status, json }. Sends its port to the parent once it is ready.
import http from "node:http";
import path from "node:path";
import { createViteServer } from "vitest/node";

const root = path.resolve(import.meta.dirname, "../..");
const vite = await createViteServer({
  root,
  configFile: false,
  logLevel: "error",
  appType: "custom",
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  resolve: {
    alias: { "@": root, "server-only": path.join(root, "node_modules/server-only/empty.js") },
  },
});
const { send } = await vite.ssrLoadModule("/tests/support/http.ts");

const server = http.createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { path: asked, options, body, bytes } = JSON.parse(Buffer.concat(chunks).toString());
  const carried = typeof bytes === "string" ? Buffer.from(bytes, "base64url") : body;
  const { status, json } = await send(asked, { ...options, body: carried });
  response.end(JSON.stringify({ status, json }));
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(address !== null && typeof address === "object" ? address.port : 0);
});
