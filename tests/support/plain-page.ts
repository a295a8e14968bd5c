import { vi } from "vitest";

/** As much of a page as React needs to draw on and to draw anew: nothing is laid out, and no event comes from anywhere. */
class PlainNode {
  readonly childNodes: PlainNode[] = [];
  parentNode: PlainNode | null = null;
  nodeValue = "";
  readonly style: Record<string, string> = {};
  readonly namespaceURI = "http://www.w3.org/1999/xhtml";
  readonly attributes: Record<string, string> = {};

  constructor(
    readonly nodeType: number,
    readonly nodeName: string,
    readonly ownerDocument: PlainNode | null,
  ) {}

  get tagName() {
    return this.nodeName;
  }
  get firstChild() {
    return this.childNodes[0] ?? null;
  }
  get lastChild() {
    return this.childNodes.at(-1) ?? null;
  }
  get nextSibling() {
    const { childNodes = [] } = this.parentNode ?? {};
    return childNodes[childNodes.indexOf(this) + 1] ?? null;
  }
  get textContent(): string {
    return this.nodeValue + this.childNodes.map(({ textContent }) => textContent).join("");
  }
  set textContent(text: string) {
    this.childNodes.length = 0;
    if (text !== "") this.appendChild(new PlainNode(3, "#text", this.ownerDocument)).nodeValue = text;
  }

  appendChild(child: PlainNode): PlainNode {
    return this.insertBefore(child, null);
  }
  insertBefore(child: PlainNode, before: PlainNode | null): PlainNode {
    child.parentNode?.removeChild(child);
    const at = before === null ? this.childNodes.length : this.childNodes.indexOf(before);
    this.childNodes.splice(at, 0, child);
    child.parentNode = this;
    return child;
  }
  removeChild(child: PlainNode): PlainNode {
    this.childNodes.splice(this.childNodes.indexOf(child), 1);
    child.parentNode = null;
    return child;
  }
  contains(other: PlainNode | null): boolean {
    return other === this || (other?.parentNode != null && this.contains(other.parentNode));
  }
  setAttribute(name: string, value: string) {
    this.attributes[name] = value;
  }
  removeAttribute(name: string) {
    delete this.attributes[name];
  }
  hasAttribute(name: string) {
    return name in this.attributes;
  }
  getAttribute(name: string) {
    return this.attributes[name] ?? null;
  }
  getBoundingClientRect() {
    return { top: 0 };
  }
  closest() {
    return null;
  }
  addEventListener() {}
  removeEventListener() {}
  focus() {}
}

class PlainDocument extends PlainNode {
  readonly visibilityState = "visible";
  readonly activeElement = null;
  readonly documentElement = new PlainNode(1, "HTML", this);
  readonly body = new PlainNode(1, "BODY", this);

  constructor() {
    super(9, "#document", null);
  }
  createElement(name: string) {
    return new PlainNode(1, name.toUpperCase(), this);
  }
  createElementNS(_: string, name: string) {
    return new PlainNode(1, name, this);
  }
  createTextNode(text: string) {
    const node = new PlainNode(3, "#text", this);
    node.nodeValue = text;
    return node;
  }
}

/** A page for what React draws, until `vi.unstubAllGlobals`: the place to draw in, and a row as what was pressed. */
export function openPlainPage(): { root: Element; row: Element; text: () => string } {
  const document = new PlainDocument();
  const hears = { addEventListener() {}, removeEventListener() {}, scrollBy() {} };
  vi.stubGlobal("document", document);
  vi.stubGlobal("window", { document, HTMLIFrameElement: class {}, ...hears });
  vi.stubGlobal("CSS", { supports: () => true });
  vi.stubGlobal("navigator", { userAgent: "" });
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  const asElement = (node: unknown) => node as Element;
  return {
    root: asElement(document.body),
    row: asElement(document.createElement("button")),
    text: () => document.body.textContent,
  };
}
