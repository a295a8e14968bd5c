// Which folder may import what: the table of docs/ARCHITECTURE.md, once, as data. tests/architecture.test.ts holds the code to it.
import fs from "node:fs";

/**
 * `may` lists folders of ours, single files of ours, and packages (a name ending in "/" allows a whole scope). A folder always
 * may import itself.
 * A row stands above the rows whose folder holds its own.
 * @type {{ folder: string, may: string[] }[]}
 */
export const folderRules = [
  { folder: "lib/domain", may: ["zod"] },
  { folder: "lib/wire", may: ["zod"] },
  { folder: "lib/crypto", may: ["age-encryption", "@serenity-kit/opaque", "@noble/", "@scure/"] },
  {
    folder: "lib/client",
    may: [
      "lib/domain",
      "lib/crypto",
      "lib/wire",
      "zod",
      "comlink",
      "idb",
      "react",
      "react-dom",
      "@zxcvbn-ts/",
      "@scure/",
    ],
  },
  {
    folder: "lib/server",
    may: [
      ...[
        "lib/wire",
        "zod",
        "server-only",
        "next",
        "next-auth",
        "rate-limiter-flexible",
        "@serenity-kit/opaque",
        "@noble/",
      ],
      ...["@prisma/", "pg", "@libsql/"],
    ],
  },
  { folder: "lib/content", may: ["lib/domain", "lib/i18n", "messages", "zod"] },
  { folder: "lib/i18n", may: ["messages", "next-intl", "next", "react"] },
  { folder: "components/ui", may: ["react", "react-dom", "@base-ui/", "next", "next-intl", "lean-qr"] },
  {
    folder: "components",
    may: [
      ...[
        "lib/domain",
        "lib/client/index.ts",
        "lib/i18n",
        "react",
        "react-dom",
        "next",
        "next-intl",
        "@base-ui/",
        "comlink",
      ],
      ...["@fontsource/"],
    ],
  },
  { folder: "app/api", may: ["lib/wire", "lib/server", "next", "next-auth", "zod"] },
  { folder: "app/gallery", may: ["tests/gallery", "lib/i18n", "messages", "react"] },
  {
    folder: "app",
    may: [
      "components",
      "lib/content",
      "lib/i18n",
      "next",
      "next-intl",
      "react",
      "@fontsource/",
      "tailwindcss",
    ],
  },
  {
    folder: "scripts/serve",
    may: [
      ...["lib/server/env.js", "lib/server/deployment.js", "lib/server/wait-header.js"],
      ...["next", "@prisma/", "pg", "postcss", "rolldown"],
    ],
  },
  {
    folder: "scripts",
    may: [
      ...["scripts/serve", "lib/server/env.js", "lib/server/deployment.js"],
      ...["vitest", "@playwright/test", "@prisma/", "pg", "@serenity-kit/opaque"],
    ],
  },
];

/** @param {string} text */
const quote = (text) => text.replace(/[.\\/]/g, "\\$&");
/** Node's own modules that the server may need; the rest of the program may need none. */
const nodeModules =
  "^(node:)?(buffer|crypto|events|fs|http|https|net|os|path|process|stream|timers|url|util|zlib)(/|$)";
/** Tests may look at more than the code beside them: only the code itself is held to the table, and to no circles of folders. */
export const testFile = "\\.test\\.(ts|tsx)$";

/** A path as dependency-cruiser reports it: ours, or in node_modules. @param {string} name */
const target = (name) =>
  /^(lib|components|app|messages|tests|scripts)(\/|$)/.test(name)
    ? `^${quote(name)}${/\.[jt]s$/.test(name) ? "$" : "/"}`
    : `(^|/)node_modules/(@types/)?${quote(name)}${name.endsWith("/") ? "" : "/"}`;

/** Scripts may need any of Node's own modules. @type {import("dependency-cruiser").DependencyType[]} */
const anyOfNode = ["core"];

const inside = folderRules.map(({ folder, may }) => {
  const nested = folderRules.map((rule) => rule.folder).filter((other) => other.startsWith(`${folder}/`));
  const allowed = [folder, ...may].map(target);
  if (folder === "lib/server") allowed.push(nodeModules);
  // What a component of one kind builds on: the plain parts.
  if (folder === "components") allowed.push("^components/");
  return {
    name: `imports-of-${folder.replaceAll("/", "-")}`,
    comment: `${folder} may import ${may.join(", ")} and itself.`,
    severity: /** @type {const} */ ("error"),
    from: { path: `^${quote(folder)}/`, pathNot: [testFile, ...nested.map((other) => `^${quote(other)}/`)] },
    to: {
      couldNotResolve: false,
      pathNot: [...allowed, "\\.css$"],
      ...(folder.startsWith("scripts") && { dependencyTypesNot: anyOfNode }),
    },
  };
});

/** What the commands of package.json run, on a fresh clone too; and what they load before they have installed packages. */
const { scripts } = JSON.parse(fs.readFileSync(new URL("package.json", import.meta.url), "utf8"));
const commands = Object.values(scripts).flatMap((line) => /^node (scripts\/\S+)/.exec(line)?.[1] ?? []);
const beforePackages = "^scripts/(serve/(install|root|is-main|run|files|lock)|install-and-build)\\.mjs$";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...inside,
    {
      name: "runs-on-a-fresh-clone",
      comment:
        "What runs before packages are installed may import Node's own modules only, and the rest late.",
      severity: "error",
      from: { path: [...commands.map((file) => `^${quote(file)}$`), beforePackages] },
      to: { dynamic: false, dependencyTypesNot: anyOfNode, pathNot: beforePackages },
    },
    {
      name: "no-cycles",
      comment:
        "Two files that import one another, by whatever way round, cannot be understood one at a time.",
      severity: "error",
      from: { pathNot: ["^lib/server/generated/"] },
      to: { circular: true },
    },
    {
      name: "is-there",
      comment: "An import that leads nowhere would slip past every other rule.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: ["^\\.next/", "^lib/server/generated/"] },
    // TypeScript 7 has no interface for tools yet: without another parser not one module would be read. This one keeps imports
    // of types, as it should: what is named in a type is known.
    parser: "swc",
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".css", ".d.ts"],
    },
  },
};
