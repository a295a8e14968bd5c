import type * as z from "zod/mini";
import type { Page } from "@/lib/domain/sheet/schema";
import { isOvertaken, type PagesSeen } from "@/lib/domain/sheet/seen";
import { theirPageResponse } from "@/lib/wire/sheet";
import type { AccountHttp, Answer, Failure } from "./http";
import { type Linked, openPage, otherSeat } from "./sealed-page";

export type TheirPageRead =
  | { ok: true; page: Page; id: string }
  | { ok: false; problem: "cannot_open" | "older_than_seen" | "newer_program" }
  | { ok: false; failure: Failure };

/** What the server answers to whoever asks for the other's page. */
export type TheirAnswer = Answer<z.infer<typeof theirPageResponse>>;

/** Asks for the other's page. `etag`: of the one that is held. */
export const askForPage = (http: AccountHttp, etag: string | null = null): Promise<TheirAnswer> =>
  http("/api/sheet", { headers: etag ? { "if-none-match": etag } : {}, answer: theirPageResponse });

/** Reads the other side's page. Asks with the ETag of the last one, so an unchanged page costs a line. */
export class Reader {
  private etag: string | null = null;

  constructor(
    private readonly http: AccountHttp,
    readonly linked: Linked,
  ) {}

  /** Whether it reads by this very link. */
  isOf({ linkId, seat, pairKey }: Linked): boolean {
    const { linked } = this;
    return linked.linkId === linkId && linked.seat === seat && linked.pairKey === pairKey;
  }

  /** Asks for the whole page the next time. */
  forget(): void {
    this.etag = null;
  }

  /**
   * The page in force. `seen`: the pages ever opened; `not_modified` when it is the one read last. `ahead`: what was answered to
   * whoever asked before it was known which link stands.
   */
  async read(seen: PagesSeen, ahead: Promise<TheirAnswer> | null = null): Promise<TheirPageRead> {
    const answer = await (ahead ?? askForPage(this.http, this.etag));
    if (!answer.ok) return answer;
    this.etag = null;
    const opened = await openPage(this.linked, otherSeat(this.linked.seat), answer.data.sealed);
    if (opened.ok && isOvertaken(seen, opened.id)) return { ok: false, problem: "older_than_seen" };
    if (opened.ok) this.etag = answer.response.headers.get("etag");
    return opened;
  }
}
