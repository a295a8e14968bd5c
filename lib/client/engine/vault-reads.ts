import { type VaultVersions, vaultResponse, versionsResponse } from "@/lib/wire/vault";
import type { AccountHttp, Failure } from "./http";

type Read<Data> = { ok: true; data: Data } | { ok: false; failure: Failure };

/**
 * The reads of one person's documents: all at once, the list of them, or some. The list is the host's word: it says what is worth
 * reading, and vouches for nothing.
 */
export class VaultReads {
  /** The list that was read last, and its ETag. */
  private last: { etag: string; versions: VaultVersions } | null = null;

  constructor(private readonly http: AccountHttp) {}

  /** Every document, whole. */
  async all() {
    const answer = await this.http("/api/vault", { answer: vaultResponse });
    if (answer.ok) this.keep(versionsResponse.parse(answer.data), answer.response);
    return answer;
  }

  /** Those of these names that are there, and what all the others are called, as they are at one moment. */
  async someAndList(names: readonly string[]) {
    const answer = await this.read({ names, list: true });
    if (!answer.ok) return answer;
    const { documents, others } = answer.data;
    this.keep(
      versionsResponse.parse({ ...answer.data, documents: [...documents, ...others] }),
      answer.response,
    );
    return answer;
  }

  /** The names and versions of all documents. Asks with the ETag of the last list: where that still holds it costs a line. */
  async versions(): Promise<Read<VaultVersions>> {
    const { last } = this;
    const answer = await this.http("/api/vault/versions", {
      headers: last ? { "if-none-match": last.etag } : {},
      answer: versionsResponse,
    });
    if (answer.ok) this.keep(answer.data, answer.response);
    else if (answer.failure === "not_modified" && last) return { ok: true, data: last.versions };
    return answer;
  }

  /** Those of these names that are there, as they are at one moment. */
  some(names: readonly string[]) {
    return this.read({ names });
  }

  private read(body: { names: readonly string[]; list?: true }) {
    return this.http("/api/vault/read", { method: "POST", body, answer: vaultResponse });
  }

  private keep(versions: VaultVersions, { headers }: Response): void {
    const etag = headers.get("etag");
    this.last = etag === null ? null : { etag, versions };
  }
}
