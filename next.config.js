import { PHASE_DEVELOPMENT_SERVER, PHASE_PRODUCTION_SERVER } from "next/constants.js";

/** What age would load for kinds of recipients that are not used, and what is loaded in its place. Tests leave out the same. */
export const leftOutOfAge = Object.fromEntries(
  ["@noble/curves/nist.js", "@noble/post-quantum/hybrid.js"].map((module) => [
    module,
    "./lib/crypto/no-other-recipients.ts",
  ]),
);

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  turbopack: { resolveAlias: leftOutOfAge },
  experimental: {
    preloadEntriesOnStart: false,
    // A page is the same as long as the program is: once fetched, the way between one's pages works with the network gone.
    staleTimes: { static: 86_400 },
  },
  serverExternalPackages: ["@serenity-kit/opaque"],
  // Pages are static shells; a language is a path segment, so that no cookie makes a page dynamic.
  async redirects() {
    return [
      { source: "/", destination: "/en", permanent: false },
      // A browser carries the fragment of an invite across this redirect; the server never sees it.
      { source: "/link", destination: "/en/link", permanent: false },
    ];
  },
};

/** What a file is called that is a page in development alone, and no part of a build: the gallery. */
const development = { ...config, pageExtensions: ["tsx", "ts", "gallery.tsx"] };

/** The plugin is for building; a server that runs a build starts without it. @param {string} phase */
export default async function configure(phase) {
  if (phase === PHASE_PRODUCTION_SERVER) return config;
  const { default: createNextIntlPlugin } = await import("next-intl/plugin");
  return createNextIntlPlugin({
    requestConfig: "./lib/i18n/request.ts",
    // Sentences are taken apart while pages are built: a browser needs no parser for them, 10 KB of gzipped script.
    experimental: {
      messages: { path: "./messages/*/screens", format: "json", locales: "infer", precompile: true },
    },
  })(phase === PHASE_DEVELOPMENT_SERVER ? development : config);
}
