/** The one node every conversation begins with. */
export const START = "start";

/** How many nodes one way through may have, the first and the last counted: so no first choice decides how it ends. */
const SHORTEST = 3;
const LONGEST = 6;

/** As much of a conversation as its shape: nodes by name, and where their choices lead; one without choices is an end. */
type Graph = Readonly<
  Record<string, { readonly choices: readonly { readonly next: string }[] } | { readonly leave: string }>
>;

/**
 * What is wrong with a conversation's shape, in plain words for the person who writes it; nothing when it is sound: every
 * choice leads to a node that is there, no way goes in a circle, every node can be come to, every way ends, and has
 * from three to six nodes.
 */
export function faultsOf(nodes: Graph): string[] {
  const faults: string[] = [];
  const reached = new Set<string>();
  const visit = (name: string, way: readonly string[]): void => {
    if (way.includes(name)) {
      faults.push(`goes in a circle: ${[...way, name].join(" → ")}`);
      return;
    }
    const node = Object.hasOwn(nodes, name) ? nodes[name] : undefined;
    const here = [...way, name];
    if (node === undefined) {
      faults.push(`leads nowhere: ${here.join(" → ")}`);
      return;
    }
    reached.add(name);
    if (here.length > LONGEST) {
      faults.push(`is too long: ${here.join(" → ")}`);
      return;
    }
    if ("leave" in node) {
      if (here.length < SHORTEST) faults.push(`ends too soon: ${here.join(" → ")}`);
      return;
    }
    for (const { next } of node.choices) visit(next, here);
  };
  visit(START, []);
  // Where a way breaks off, what lies behind it was not looked at.
  if (faults.length > 0) return faults;
  return Object.keys(nodes)
    .filter((name) => !reached.has(name))
    .map((name) => `can never be come to: ${name}`);
}
