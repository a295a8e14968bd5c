import type { Page } from "@/lib/domain/sheet/schema";
import type { PagesSeen } from "@/lib/domain/sheet/seen";
import type { TheirPage } from "./contract";
import { type AccountHttp, problemOf } from "./http";
import { MySheet, type Readable } from "./my-sheet";
import { Publisher, type PublishOutcome } from "./publisher";
import { Reader } from "./reader";
import type { Linked } from "./sealed-page";

/** Both ways of a link that is joined: what goes out, and what comes in. */
export class Joined {
  readonly publisher: Publisher;
  readonly mySheet: MySheet;
  private readonly reader: Reader;

  constructor(
    http: AccountHttp,
    readonly linked: Linked,
    now: () => number,
    mine: { source: () => Readable | null; refresh: (unlessAt: number | null) => Promise<PublishOutcome> },
  ) {
    this.publisher = new Publisher(http, linked, now);
    this.mySheet = new MySheet({ publisher: this.publisher, ...mine });
    this.reader = new Reader(http, linked);
  }

  /** Lets the next `read` bring the whole page, also where it is the one read last. */
  forgetTheirs(): void {
    this.reader.forget();
  }

  /** Reads the other's page. `last`: what is shown by now. Gives what to show, and the id of a page that was opened. */
  async read(seen: PagesSeen, last: TheirPage): Promise<{ theirPage: TheirPage; opened: string | null }> {
    const read = await this.reader.read(seen);
    const page = lastPage(last);
    if (read.ok) return { theirPage: { state: "shown", page: read.page }, opened: read.id };
    if ("problem" in read)
      return { theirPage: { state: "problem", problem: read.problem, page }, opened: null };
    if (read.failure === "not_modified") {
      return { theirPage: page ? { state: "shown", page } : last, opened: null };
    }
    return { theirPage: { state: "problem", problem: problemOf(read.failure), page }, opened: null };
  }
}

const lastPage = (theirs: TheirPage): Page | null =>
  theirs.state === "shown" || theirs.state === "problem" ? theirs.page : null;
