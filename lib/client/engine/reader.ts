import type { Page } from "@/lib/domain/sheet/schema";
import { isOvertaken, type PagesSeen } from "@/lib/domain/sheet/seen";
import { theirPageResponse } from "@/lib/wire/sheet";
import type { AccountHttp, Failure } from "./http";
import { type Linked, openPage, otherSeat } from "./sealed-page";

export type TheirPageRead =
  | { ok: true; page: Page; id: string }
  | { ok: false; problem: "cannot_open" | "older_than_seen" | "newer_program" }
  | { ok: false; failure: Failure };

/** Reads the other side's page. Asks with the ETag of the last one, so an unchanged page costs a line. */
export class Reader {
  private etag: string | null = null;

  constructor(
    private readonly http: AccountHttp,
    private readonly linked: Linked,
  ) {}

  /** Asks for the whole page the next time. */
  forget(): void {
    this.etag = null;
  }

  /** The page in force. `seen`: the pages ever opened; `not_modified` when it is the one read last. */
  async read(seen: PagesSeen): Promise<TheirPageRead> {
    const answer = await this.http("/api/sheet", {
      headers: this.etag ? { "if-none-match": this.etag } : {},
      answer: theirPageResponse,
    });
    if (!answer.ok) return answer;
    this.etag = null;
    const opened = await openPage(this.linked, otherSeat(this.linked.seat), answer.data.sealed);
    if (opened.ok && isOvertaken(seen, opened.id)) return { ok: false, problem: "older_than_seen" };
    if (opened.ok) this.etag = answer.response.headers.get("etag");
    return opened;
  }
}
