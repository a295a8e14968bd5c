import { createHttp, forAccount } from "@/lib/client/engine/http";
import { Publisher } from "@/lib/client/engine/publisher";
import { openPage, sealPage } from "@/lib/client/engine/sealed-page";
import { newId, newPairKey, toBase64Url } from "@/lib/crypto";
import { inForceAt } from "@/lib/domain/sheet/in-force";
import type { Page } from "@/lib/domain/sheet/schema";
import { unpack } from "@/lib/wire/packed";
import { type PageBytes, packedScheduleRequest, type SealedPage } from "@/lib/wire/sheet";

export const NOW = Date.UTC(2026, 10, 21, 12);

/** A page with its bytes as text. */
export const asText = ({ effectiveFrom, sealed }: PageBytes): SealedPage => ({
  effectiveFrom,
  sealed: toBase64Url(sealed),
});

/** A seat as the server keeps it, and what is asked of it. `meanwhile`: what another device does just before each write. */
export function seat() {
  const linked = { linkId: newId(), seat: "maker", pairKey: newPairKey() } as const;
  const held = {
    revision: 0,
    pages: [] as SealedPage[],
    rest: null as string | null,
    stopgap: null as string | null,
  };
  const asked: string[] = [];
  const sent: number[] = [];
  const time = { now: NOW };
  const network = { fails: (_: string): "offline" | "lost" | null => null, meanwhile: () => {} };
  const answer = (method: string, body: Uint8Array): Response => {
    const moments = held.pages.map(({ effectiveFrom }) => effectiveFrom);
    held.pages = held.pages.slice(Math.max(0, inForceAt(moments, time.now)));
    const { stopgap, ...read } = held;
    if (method === "GET") return Response.json({ now: time.now, ...read, hasStopgap: stopgap !== null });
    network.meanwhile();
    const write = packedScheduleRequest.parse(unpack(body));
    if (write.linkId !== linked.linkId) return Response.json({ error: "not_linked" }, { status: 404 });
    if (write.revision !== held.revision) return Response.json({ error: "conflict" }, { status: 409 });
    const unused = held.rest !== null && held.pages.length > 1 ? (held.pages[1]?.sealed ?? null) : stopgap;
    const first = write.current ? [asText(write.current)] : held.pages.slice(0, 1);
    if ("later" in write) {
      held.pages = [...first, ...write.later.map(asText)];
      [held.rest, held.stopgap] = [null, unused];
    } else {
      const sealed = write.empty ? toBase64Url(write.empty) : unused;
      if (sealed === null) return Response.json({ error: "conflict" }, { status: 409 });
      held.pages = [...first, { effectiveFrom: write.emptyFrom, sealed }];
      [held.rest, held.stopgap] = [toBase64Url(write.rest), null];
    }
    held.revision += 1;
    return Response.json({ revision: held.revision });
  };
  const http = createHttp(async (_, { method = "GET", body } = {}) => {
    asked.push(method);
    const fails = network.fails(method);
    if (fails === "offline") throw new TypeError("offline");
    const bytes = body instanceof Uint8Array ? body : new Uint8Array();
    if (method === "PUT") sent.push(bytes.length);
    const answered = answer(method, bytes);
    if (fails === "lost") throw new TypeError("the answer was lost");
    return answered;
  });
  const tokens = { token: async () => ({ ok: true, token: "t" }) as const, drop: () => {} };
  const bound = forAccount(http, "owner", { tokens, onOther: () => {}, onLocked: () => {} });
  const put = async (page: Page) => {
    held.pages = [asText(await sealPage(linked, { effectiveFrom: NOW - 1, page }))];
    held.revision += 1;
  };
  /** What the other can fetch at a moment, if nothing is done till then. */
  const shownAt = async (at: number): Promise<Page> => {
    const moments = held.pages.map(({ effectiveFrom }) => effectiveFrom);
    const opened = await openPage(linked, "maker", held.pages[inForceAt(moments, at)]?.sealed ?? "");
    if (!opened.ok) throw new Error("A page was to be opened");
    return opened.page;
  };
  const device = () => new Publisher(bound, linked, () => time.now);
  return { linked, held, asked, sent, network, put, shownAt, time, device, publisher: device() };
}
