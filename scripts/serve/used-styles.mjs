// Of the style sheet of the whole program, what one page can use. A page without a framework brings it along, and is drawn
// as soon as it is there: to ask for the sheet would take one more journey on a slow line, before anything can be seen.
import postcss from "postcss";

/** Classes that come by script (lib/client/exit/leave.ts). */
const BY_SCRIPT = ["leave-cover"];

/** The names of all classes on a page. @param {string} html */
export function classesOf(html) {
  const lists = [...html.matchAll(/\sclass="([^"]*)"/g)].map(([, list = ""]) =>
    list.replaceAll("&amp;", "&"),
  );
  const written = lists.map((list) => list.replaceAll("&gt;", ">").replaceAll("&lt;", "<"));
  return new Set([...BY_SCRIPT, ...written.flatMap((list) => list.split(/\s+/))]);
}

/** What stands in brackets after :is, :not and their like: it may name what is not there, and the rule hold all the same. */
const inBrackets = /:[a-z-]+\((?:[^()]|\([^()]*\))*\)/g;

/** What an attribute is like. A bracket with a stroke before it is part of a name. */
const attribute = /(?<!\\)\[[^\]]*\]/g;

/** The classes that an element, or those around it, must have for a selector to hold. @param {string} selector */
export function classesIn(selector) {
  const names = selector
    .replaceAll(attribute, "")
    .replaceAll(inBrackets, "")
    .matchAll(/\.((?:\\[0-9a-f]{1,6}\s?|\\.|[\w-])+)/gi);
  return [...names].map(([, name = ""]) =>
    name.replaceAll(/\\(?:([0-9a-f]{1,6})\s?|(.))/gi, (_, code, sign) =>
      code === undefined ? sign : String.fromCodePoint(Number.parseInt(code, 16)),
    ),
  );
}

/**
 * A style sheet without the rules that cannot hold on a page. Rules keep their order; a rule of which nothing is left, and
 * what stood around it alone, go. Addresses are made whole, since the sheet no longer stands where it stood.
 * @param {string} css
 * @param {string} html the page
 * @param {string} address of the sheet, such as /_next/static/chunks/a.css
 */
export function usedStyles(css, html, address) {
  const there = classesOf(html);
  const sheet = postcss.parse(css);
  const holds = (/** @type {string} */ selector) => classesIn(selector).every((name) => there.has(name));
  sheet.walkRules((rule) => {
    // The steps of an animation are no selectors.
    if (rule.parent?.type === "atrule" && /keyframes$/.test(/** @type {postcss.AtRule} */ (rule.parent).name))
      return;
    const kept = rule.selectors.filter(holds);
    if (kept.length === 0) rule.remove();
    else if (kept.length < rule.selectors.length) rule.selectors = kept;
  });
  sheet.walkAtRules((rule) => removeEmpty(rule));
  plainProperties(sheet);
  const used = sheet.toString();
  sheet.walkAtRules(/keyframes$/, (rule) => {
    if (!new RegExp(`animation(-name)?:[^;}]*${rule.params}\\b`).test(used)) rule.remove();
  });
  return sheet
    .toString()
    .replaceAll(
      /url\((?!data:|["']?\/)([^)]+)\)/g,
      (_, path) => `url(${new URL(path, `http://host${address}`).pathname})`,
    );
}

/**
 * Tailwind tells the first values of its own properties twice: as @property, and for browsers that do not know that, by a rule for
 * every element. The second does for all, and needs no more than the properties that are asked for.
 * @param {postcss.Root} sheet
 */
function plainProperties(sheet) {
  sheet.walkAtRules("layer", (layer) => {
    const [supports] = layer.params === "properties" ? (layer.nodes ?? []) : [];
    if (supports?.type !== "atrule" || supports.nodes === undefined) return;
    sheet.walkAtRules("property", (rule) => {
      rule.remove();
    });
    const used = sheet.toString();
    supports.replaceWith(supports.nodes);
    layer.walkDecls((value) => {
      if (!used.includes(`var(${value.prop}`)) value.remove();
    });
  });
}

/** Takes away what has nothing in it any more, and then what had nothing but that. @param {postcss.AtRule} rule */
function removeEmpty(rule) {
  // Such as the order of layers, which is told by names alone.
  if (rule.nodes === undefined || rule.nodes.length > 0) return;
  const around = rule.parent;
  rule.remove();
  if (around?.type === "atrule") removeEmpty(/** @type {postcss.AtRule} */ (around));
}
