/*
 * [Note: Page translation]
 *
 * A browser's page translation rewrites the DOM that React believes to be its own: each text node is moved into `<font><font>`,
 * or is taken out and a `<font>` with other words stands where it was. React then throws a NotFoundError when it removes
 * such a node or inserts something before it, and the screen is lost; or it writes new words to a node that is no longer
 * on the page, and the old words go on claiming what is not so any more.
 *
 * So the three operations by which React reaches a text node look for it where it was put: its `<font>` is removed in its
 * place, counts as the place to insert before, and gives way to it when it gets new words. Where no translator is at work
 * each of them does what the browser does.
 */

/** What stands on the page in place of a node that was taken out. */
const standIns = new WeakMap<Node, Element>();

const isFont = (node: Node | null): node is Element => node instanceof Element && node.localName === "font";

/** Notes of each node that was taken out which `<font>` came in its place: in the same step, or beside it just before. */
function note(records: readonly MutationRecord[]): void {
  const added = new Set<Node>();
  for (const { addedNodes, removedNodes, previousSibling, nextSibling } of records) {
    for (const node of addedNodes) added.add(node);
    const [removed] = removedNodes;
    if (removed === undefined || removedNodes.length > 1) continue;
    const standIn = [...addedNodes, previousSibling, nextSibling].find(
      (node) => isFont(node) && node !== removed && added.has(node),
    );
    if (standIn instanceof Element) standIns.set(removed, standIn);
  }
}

/** Where a node may be found now, nearest first: itself, the `<font>` around it or in its place, and what came in the place of that. */
function* placesOf(node: Node): Generator<ChildNode> {
  const seen = new Set<Node>();
  let at: Node | undefined = node;
  while (at !== undefined && !seen.has(at)) {
    seen.add(at);
    if (at instanceof Element || at instanceof CharacterData) yield at;
    at = isFont(at.parentNode) ? at.parentNode : standIns.get(at);
  }
}

let installed = false;

/** Keeps React and a browser's page translation from undoing one another. Does nothing on the server or the second time. */
export function keepUpWithTranslation(): void {
  if (installed || typeof window === "undefined") return;
  installed = true;

  const observer = new MutationObserver(note);
  observer.observe(document, { childList: true, subtree: true });
  const find = (node: Node, where: (place: ChildNode) => boolean): ChildNode | undefined => {
    note(observer.takeRecords());
    for (const place of placesOf(node)) if (where(place)) return place;
    return undefined;
  };

  const { removeChild, insertBefore } = Node.prototype;
  Node.prototype.removeChild = function <Child extends Node>(this: Node, child: Child): Child {
    if (child.parentNode === this) return removeChild.call<Node, [Child], Child>(this, child);
    find(child, ({ parentNode }) => parentNode === this)?.remove();
    return child;
  };
  Node.prototype.insertBefore = function <Child extends Node>(
    this: Node,
    child: Child,
    before: Node | null,
  ): Child {
    if (before === null || before.parentNode === this)
      return insertBefore.call<Node, [Child, Node | null], Child>(this, child, before);
    const place = find(before, ({ parentNode }) => parentNode === this);
    return insertBefore.call<Node, [Child, Node | null], Child>(this, child, place ?? null);
  };

  const value = Object.getOwnPropertyDescriptor(Node.prototype, "nodeValue");
  const write = value?.set;
  if (value === undefined || write === undefined) return;
  Object.defineProperty(Node.prototype, "nodeValue", {
    ...value,
    set(this: Node, text: string | null) {
      if (this instanceof Text && !this.isConnected) {
        find(this, ({ isConnected }) => isConnected)?.replaceWith(this);
      }
      write.call(this, text);
    },
  });
}
