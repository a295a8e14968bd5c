import createNextIntlPlugin from "next-intl/plugin";

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  // Pages are static shells; a language is a path segment, so that no cookie makes a page dynamic.
  async redirects() {
    return [
      { source: "/", destination: "/en", permanent: false },
      // A browser carries the fragment of an invite across this redirect; the server never sees it.
      { source: "/link", destination: "/en/link", permanent: false },
    ];
  },
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
