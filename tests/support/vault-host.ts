import type { Unsent } from "@/lib/client/engine/device-store";
import type { Vault } from "@/lib/client/engine/vault";
import { blindName, newId, newVaultKey } from "@/lib/crypto";
import { ownComfort } from "@/lib/domain/comfort/topics";
import type { AnyItem } from "@/lib/domain/kinds";
import { blankItem } from "@/lib/domain/kinds/blank";
import { putItem } from "@/lib/domain/vault/edit";
import type { DocumentName, MonthName } from "@/lib/domain/vault/names";
import { PACKED_TYPE, pack, unpack } from "@/lib/wire/packed";
import { type Listed, packedVault, readRequest, type StoredDocument, writeRequest } from "@/lib/wire/vault";
import { cutOffVault, storeOf } from "./cut-off";

export const NOW = Date.UTC(2026, 10, 21, 12);

/** A good answer. */
export const json = (body: unknown, headers: Record<string, string> = {}) => Response.json(body, { headers });
/** A good answer of these documents. */
export const whole = (
  documents: readonly StoredDocument[],
  sheetRevision: number | null = null,
  headers: Record<string, string> = {},
  others?: readonly Listed[],
) =>
  new Response(pack(...packedVault({ documents, sheetRevision, ...(others && { others }) })), {
    headers: { "content-type": PACKED_TYPE, ...headers },
  });
/** An answer that refuses. */
export const refused = (error: string, status: number) => Response.json({ error }, { status });

/**
 * A host with the documents of one account, and devices of its owner. `lie`: what the host answers instead, where it gives
 * anything; `onAsked`: done before an answer. Both get the method and the path.
 */
export function account() {
  const key = newVaultKey();
  const documents = new Map<string, { version: number; sealed: Uint8Array }>();
  const host = {
    documents,
    revision: null as number | null,
    /** The names of what was written, one list a request. */
    writes: [] as string[][],
    lie: (_: string): Response | null => null,
    /** What is done, and the answer to it lost. */
    lose: null as string | null,
    onAsked: async (_: string): Promise<void> => {},
    onAnswer: async (_: string): Promise<void> => {},
  };
  const all = () => [...documents].map(([name, stored]) => ({ name, ...stored }));
  const list = () => ({
    documents: all().map(({ name, version }) => ({ name, version })),
    sheetRevision: host.revision,
  });
  const write = (body: unknown): Response => {
    const writes = writeRequest.parse(unpack(new Uint8Array(body as ArrayBuffer)));
    host.writes.push(writes.map(({ name }) => name));
    const isOld = writes.some(({ name, baseVersion }) => baseVersion !== (documents.get(name)?.version ?? 0));
    if (isOld) return refused("conflict", 409);
    for (const { name, baseVersion, sealed } of writes)
      documents.set(name, { version: baseVersion + 1, sealed: new Uint8Array(sealed) });
    return json({});
  };
  const answer = (path: string, { method = "GET", body, headers }: RequestInit): Response => {
    const etag = `"${JSON.stringify(list())}"`;
    if (path === "/api/vault" && method === "PUT") return write(body);
    if (path === "/api/vault") return whole(all(), host.revision, { etag });
    if (path === "/api/vault/versions") {
      if (new Headers(headers).get("if-none-match") === etag) return new Response(null, { status: 304 });
      return json(list(), { etag });
    }
    if (path !== "/api/vault/read") throw new Error(`Nobody answers ${method} ${path}`);
    const asks = readRequest.parse(JSON.parse(String(body)));
    const named = all().filter(({ name }) => asks.names.includes(name));
    const others = list().documents.filter(({ name }) => asks.list && !asks.names.includes(name));
    return whole(named, host.revision, asks.list ? { etag } : {}, asks.list ? others : undefined);
  };
  /** `unsent`: what waits on it, where it keeps anything. */
  const device = (unsent?: Map<string, Unsent>) => {
    const asked: string[] = [];
    const count = { content: 0 };
    const send: typeof fetch = async (input, init = {}) => {
      const path = String(input);
      const asks = `${init.method} ${path}`;
      asked.push(asks);
      await host.onAsked(asks);
      const answered = host.lie(asks) ?? answer(path, init);
      await host.onAnswer(asks);
      if (host.lose === asks) throw new TypeError("the answer was lost");
      return answered;
    };
    const onContent = () => {
      count.content += 1;
    };
    const store = unsent && storeOf(unsent);
    const vault = cutOffVault({ send, key, now: () => NOW, onContent, ...(store && { device: store }) });
    /** What a refresh came to, and what it asked for. */
    const refreshed = async () => {
      asked.length = 0;
      const { ok } = await vault.refresh();
      return [ok, ...asked];
    };
    return { vault, asked, count, refreshed };
  };
  /** Takes down one document as it stands; what it gives puts that back. */
  const noted = (document: DocumentName) => {
    const name = blindName(key, document);
    const stored = documents.get(name);
    return () => (stored ? documents.set(name, stored) : documents.delete(name));
  };
  return { host, key, device, noted, nameOf: (document: DocumentName) => blindName(key, document) };
}

/** A comfort by this id. */
export const comfort = (id: string, note: string): AnyItem => ({
  ...ownComfort(id, id, "talking", NOW),
  id,
  note,
});

/** A check-in of the first day of a month. */
export const day = (id: string, month: string, words: string): AnyItem => ({
  ...blankItem("checkIn", id, NOW, { day: `${month}-01`, startedAt: NOW }),
  answers: { whatHelped: words },
});

/** Writes an item; `save` follows. */
export const put = (vault: Vault, item: AnyItem, at = NOW): void =>
  vault.edit(vault.keeping(item), (held) => putItem(held, item, at));

/** What stands in each item of a vault, by its id. */
export const notesOf = (vault: Vault): Record<string, unknown> =>
  Object.fromEntries(
    vault.items.map((item) => [item.id, item.kind === "comfort" ? item.note : Object.values(item)]),
  );

/** The notes of what is set aside. */
export const setAsideOf = (vault: Vault): unknown[] =>
  vault.ofItems.flatMap(({ current }) =>
    current.setAside.map(({ item }) => (item.kind === "comfort" ? item.note : item.id)),
  );

/** Writes an entry, and saves it. */
export async function add(vault: Vault, note: string): Promise<void> {
  const comfort = { ...ownComfort(newId(), note, "talking", NOW), note };
  vault.edit(vault.entries, (held) => ({ ...held, items: { ...held.items, [comfort.id]: comfort } }));
  await vault.save();
}

/** Writes the settings, and saves them. */
export async function idle(vault: Vault, idleMinutes: 5 | 15 | 30): Promise<void> {
  vault.edit(vault.profile, (held) => ({ ...held, idleMinutes }));
  await vault.save();
}

/** Writes a check-in of a month, and saves it. */
export async function checkIn(vault: Vault, month: string): Promise<void> {
  const day = `${month}-01`;
  const item = blankItem("checkIn", newId(), NOW, { day, startedAt: NOW });
  const name: MonthName = `check-ins/${month}`;
  vault.edit(vault.month(name), (held) => ({ ...held, items: { ...held.items, [item.id]: item } }));
  await vault.save();
}

/** Two devices that hold the same: entries, and a profile that vouches for them. */
export async function two() {
  const made = account();
  const [here, there] = [made.device(), made.device()];
  await add(there.vault, "first");
  await idle(there.vault, 15);
  await Promise.all([here.vault.open(), there.vault.open()]);
  return { ...made, here, there };
}
