import path from "node:path";
import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer } from "vitest/node";
import { leftOutOfAge } from "./next.config.js";

// An odd time zone (UTC+5:45) finds code that confuses local time with UTC.
process.env.TZ = "Asia/Kathmandu";

const shared = {
  resolve: {
    alias: {
      ...Object.fromEntries(
        Object.entries(leftOutOfAge).map(([module, file]) => [module, path.join(import.meta.dirname, file)]),
      ),
      "@": import.meta.dirname,
      // Outside a build of Next.js this marker throws; here it is what it is on the server, an empty module.
      "server-only": path.join(import.meta.dirname, "node_modules/server-only/empty.js"),
    },
  },
};

/** An alias holds in modules that Vitest itself loads, which a package is not unless it is named. */
const withLeftOut = { deps: { inline: ["age-encryption"] } };

/** They try the engine, hundreds and thousands of times, and ask nothing of the database that other tests do not. */
const onOneDatabase = [
  "tests/server/invariants/**",
  "tests/abuse/26-broken-documents.test.ts",
  "tests/abuse/34-stopped-stays-stopped.test.ts",
];

/** What takes longest, by far: begun last, one of them would be all that runs for minutes. Where nothing was run yet Vitest goes by size. */
const long = [
  "/tests/server/invariants/",
  "/tests/server/older-vaults",
  "/tests/abuse/26-",
  "/tests/new-kind",
];

class LongestFirst extends BaseSequencer {
  override async sort(...of: Parameters<BaseSequencer["sort"]>) {
    const files = await super.sort(...of);
    const isLong = (file: { moduleId: string }) => long.some((part) => file.moduleId.includes(part));
    return [...files.filter(isLong), ...files.filter((file) => !isLong(file))];
  }
}

/**
 * unit: pure code, next to the file it tries. server: route handlers on a real database; STILE_TEST_DATABASE says which
 * (sqlite or postgresql), and DATABASE_URL_TEST_POSTGRES where PostgreSQL is, with the right to create databases.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        ...shared,
        test: {
          name: "unit",
          server: withLeftOut,
          include: ["lib/**/*.test.ts", "components/**/*.test.{ts,tsx}", "tests/*.test.ts"],
          setupFiles: ["tests/setup.ts"],
          environment: "node",
          // Limits, here and below, are there against hangs alone: a busy machine takes its time.
          testTimeout: 120_000,
          hookTimeout: 240_000,
          // On two cores Vitest would keep one for itself, and one file runs the compiler for most of its time.
          maxWorkers: 2,
        },
      },
      {
        ...shared,
        test: {
          name: "server",
          server: withLeftOut,
          include: ["tests/server/**/*.test.ts", "tests/abuse/**/*.test.ts"],
          exclude: [
            ...configDefaults.exclude,
            ...(process.env.STILE_TEST_DATABASE === "postgresql" ? onOneDatabase : []),
          ],
          setupFiles: ["tests/setup.ts", "tests/support/light-work.ts"],
          environment: "node",
          testTimeout: 600_000,
          hookTimeout: 600_000,
          // A database for each file; more than two at once would starve one another on a small machine.
          maxWorkers: 2,
        },
      },
    ],
  },
});
