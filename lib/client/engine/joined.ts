import type { AccountHttp } from "./http";
import { MySheet, type Readable } from "./my-sheet";
import { Publisher, type PublishOutcome } from "./publisher";
import type { Linked } from "./sealed-page";

/** What goes out by a link that is joined. */
export class Joined {
  readonly publisher: Publisher;
  readonly mySheet: MySheet;

  constructor(
    http: AccountHttp,
    readonly linked: Linked,
    now: () => number,
    mine: { source: () => Readable | null; refresh: (unlessAt: number | null) => Promise<PublishOutcome> },
  ) {
    this.publisher = new Publisher(http, linked, now);
    this.mySheet = new MySheet({ publisher: this.publisher, ...mine });
  }
}
