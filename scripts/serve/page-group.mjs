// Which of a build's pages belong together: those of one group of routes.
import fs from "node:fs";
import path from "node:path";

/**
 * The paths of all pages of a group.
 * @param {string} group what each page's entry starts with in Next.js's list
 * @param {Record<string, string>} routes Next.js's list of page files and the routes that they make
 * @param {Record<string, { srcRoute: string | null }>} prerendered its list of built pages
 * @returns {string[]}
 */
export function pathsIn(group, routes, prerendered) {
  const those = new Set(
    Object.entries(routes)
      .filter(([file]) => file.startsWith(group))
      .map(([, route]) => route),
  );
  return Object.entries(prerendered)
    .filter(([, { srcRoute }]) => srcRoute !== null && those.has(srcRoute))
    .map(([page]) => page);
}

/**
 * As above, of a build. Throws where there are none.
 * @param {string} group
 * @param {string} folder the build's, .next
 */
export function pathsOf(group, folder) {
  const read = (/** @type {string} */ name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"));
  const pages = pathsIn(group, read("app-path-routes-manifest.json"), read("prerender-manifest.json").routes);
  if (pages.length === 0) throw new Error(`The build has no pages of ${group}.`);
  return pages;
}
