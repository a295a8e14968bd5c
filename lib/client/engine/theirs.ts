import { isOvertaken, type PagesSeen } from "@/lib/domain/sheet/seen";
import type { TheirPage } from "./contract";
import { type AccountHttp, problemOf } from "./http";
import type { Link } from "./link-standing";
import type { FirstDocuments } from "./read-documents";
import { askForPage, Reader, type TheirAnswer } from "./reader";
import { type Linked, linkedBy } from "./sealed-page";

/** For how long what a glance brought is the newest, milliseconds: no longer than screens wait between two looks. */
const GLANCE_MS = 10_000;
/** For how long a look that is under way serves whoever asks again, milliseconds: an opening asks twice. */
const SAME_LOOK_MS = 1_000;

type Surroundings = {
  http: AccountHttp;
  now: () => number;
  /** The link as the vault has it. */
  link: () => Link;
  /** What the link and the profile say before the vault is read; null where that cannot be had. */
  readFirst: () => Promise<FirstDocuments | null>;
  /** Called when a page was opened. */
  onOpened: (linkId: string, pageId: string) => void;
  /** Called after `page` has changed. */
  onChange: () => void;
};

/** The other's page, as it was read last in this session. */
export class Theirs {
  page: TheirPage = { state: "loading" };
  /** What is gone by while one's own documents are still being read. */
  glanced: (FirstDocuments & { readonly at: number }) | null = null;
  /** Whether one's own documents are here. */
  private isVaultRead = false;
  private reader: Reader | null = null;
  /** The page that was opened last. */
  private opened: string | null = null;
  /** The look that is under way. */
  private look: { of: Reader | null; at: number; done: Promise<void> } | null = null;
  /** Looks by the order in which they began: the last one, and the last that brought what is shown. */
  private looks = { begun: 0, shown: 0 };
  private ended = false;

  constructor(private readonly deps: Surroundings) {}

  /**
   * Reads the page before one's own documents are: whoever opens it in a hard moment waits for nothing else. False where there is
   * nothing to show so, and where they are here by now. [Note: A glance]
   */
  async glance(): Promise<boolean> {
    const at = this.deps.now();
    const ahead = askForPage(this.deps.http);
    const first = await this.deps.readFirst();
    const link = first?.link.link;
    const linked = linkedBy(link?.state === "linked" ? link : null);
    if (!first || !linked || this.isVaultRead || this.ended) return false;
    this.glanced = { ...first, at };
    this.follow(linked);
    await this.read(ahead);
    return this.page.state === "shown" && !this.isVaultRead && !this.ended;
  }

  /** One's own documents are here: what is shown goes by them from now on, and is told to them. */
  endGlance(): void {
    this.isVaultRead = true;
    this.glanced = null;
    // A look that failed before anything was shown is nothing to tell of: the next one follows at once.
    if (this.page.state === "problem" && this.page.page === null) this.page = { state: "loading" };
  }

  /** Makes what is shown follow where the link stands. What was read of this very link stays, unless it turns out to be overtaken. */
  follow(linked: Linked | null): void {
    if (linked !== null && this.reader?.isOf(linked)) {
      const seen = this.seen(linked.linkId);
      if (this.opened === null || seen === null || !isOvertaken(seen, this.opened)) {
        // What a glance opened could be noted nowhere.
        this.noteOpened();
        return;
      }
    }
    this.page = linked ? { state: "loading" } : { state: "notLinked" };
    this.reader = linked && new Reader(this.deps.http, linked);
    this.opened = null;
  }

  /** Has the newest page shown. While one's own documents are being read, what was read beside them is that. */
  async refresh(): Promise<void> {
    const since = this.glanced && this.deps.now() - this.glanced.at;
    if (since === null || since < 0 || since > GLANCE_MS) await this.read();
  }

  /** Reads the page, where it changed. `ahead`: what was asked before it was known which link stands. */
  read(ahead: Promise<TheirAnswer> | null = null): Promise<void> {
    const { reader } = this;
    const at = this.deps.now();
    // By the wall clock: one that was begun before the device slept says nothing of now.
    if (this.look?.of === reader && Math.abs(at - this.look.at) < SAME_LOOK_MS) return this.look.done;
    const look = { of: reader, at, done: this.lookOnce(ahead) };
    this.look = look;
    return look.done.finally(() => {
      if (this.look === look) this.look = null;
    });
  }

  /** Shows nothing new from now on. */
  end(): void {
    this.ended = true;
  }

  private async lookOnce(ahead: Promise<TheirAnswer> | null): Promise<void> {
    const { reader } = this;
    const seen = reader && this.seen(reader.linked.linkId);
    if (!reader || !seen) return;
    const order = ++this.looks.begun;
    const read = await reader.read(seen, ahead);
    if (this.ended || this.reader !== reader) return;
    // Of two looks at once nobody knows which was answered first: the next one is to bring the whole page.
    if (this.looks.begun !== order) reader.forget();
    // One that was overtaken by a later look would show the page of before.
    if (order < this.looks.shown) return;
    const last = this.page.state === "shown" || this.page.state === "problem" ? this.page.page : null;
    if (read.ok) {
      this.page = { state: "shown", page: read.page };
      this.opened = read.id;
      this.noteOpened();
    } else if ("problem" in read) this.page = { state: "problem", problem: read.problem, page: last };
    else if (read.failure !== "not_modified")
      this.page = { state: "problem", problem: problemOf(read.failure), page: last };
    // To the very object what is shown already, so that it is not drawn again.
    else if (last && this.page.state !== "shown") this.page = { state: "shown", page: last };
    if (this.page.state === "shown") this.looks.shown = order;
    this.deps.onChange();
  }

  /** The pages of this link that were ever opened; null where it does not stand by what is known. */
  private seen(linkId: string): PagesSeen | null {
    const link = this.glanced?.link.link ?? this.deps.link();
    return link.state === "linked" && link.linkId === linkId ? link.theirPages : null;
  }

  private noteOpened(): void {
    if (this.reader && this.opened !== null) this.deps.onOpened(this.reader.linked.linkId, this.opened);
  }
}
