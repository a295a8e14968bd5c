// The thing to measure against: a Next.js app of the same version with next to nothing in it, built the same way.
import fs from "node:fs";
import path from "node:path";
import { root } from "../serve/root.mjs";
import { packageCommand, run } from "../serve/run.mjs";
import { startServer, temporaryFolder } from "../throw-away.mjs";

/** Paths of the bare app. */
export const bare = { static: "/", server: "/server", empty: "/empty" };

const files = {
  "package.json": JSON.stringify({ name: "bare", private: true, type: "module" }),
  // Its packages are ours, by a link: the builder must be told that what lies outside the folder is still its own.
  "next.config.js": `export default { turbopack: { root: ${JSON.stringify(path.parse(root).root)} }, poweredByHeader: false };\n`,
  "app/layout.jsx":
    'export default function Layout({ children }) {\n  return <html lang="en"><body>{children}</body></html>;\n}\n',
  "app/page.jsx": "export default function Page() {\n  return <p>Static</p>;\n}\n",
  "app/server/page.jsx":
    'export const dynamic = "force-dynamic";\nexport default function Page() {\n  return <p>Made for each request</p>;\n}\n',
  "app/empty/route.js":
    'export const dynamic = "force-dynamic";\nexport function GET() {\n  return Response.json({});\n}\nexport async function POST(request) {\n  await request.text();\n  return Response.json({});\n}\n',
};

/**
 * Writes and builds the bare app in a folder that goes when this process ends. Throws with what Next.js printed.
 * @returns {Promise<string>} the folder
 */
export async function buildBare() {
  // Not within the project: the builder walks up, and would find the project's own instrumentation.
  const { folder } = temporaryFolder("stile-bare-");
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  fs.symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"), "junction");
  const { code, output } = await run(process.execPath, [packageCommand("next"), "build"], {
    cwd: folder,
    env: { NODE_ENV: "production" },
    capture: true,
  });
  if (code !== 0) throw new Error(`The bare app could not be built:\n${output}`);
  return folder;
}

/** Serves the bare app with Next.js's own command, and V8 set as for ours. @param {{ folder: string, port: number, first?: string }} options */
export function startBare({ folder, port, first = bare.static }) {
  return startServer({
    args: [
      ...["--import", new URL("../serve/small-heap.mjs", import.meta.url).href],
      ...[packageCommand("next"), "start", "--hostname", "127.0.0.1", "--port", String(port)],
      // As long as ours, so that no connection is closed between two rounds.
      ...["--keepAliveTimeout", "65000"],
    ],
    cwd: folder,
    env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    origin: `http://localhost:${port}`,
    first,
  });
}
