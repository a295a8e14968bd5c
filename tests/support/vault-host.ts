import type { Vault } from "@/lib/client/engine/vault";
import { blindName, newId, newVaultKey } from "@/lib/crypto";
import { ownComfort } from "@/lib/domain/comfort/topics";
import { blankItem } from "@/lib/domain/kinds/blank";
import type { DocumentName, MonthName } from "@/lib/domain/vault/names";
import { putDocumentRequest } from "@/lib/wire/vault";
import { cutOffVault } from "./cut-off";

const NOW = Date.UTC(2026, 10, 21, 12);

/** A good answer. */
export const json = (body: unknown, headers: Record<string, string> = {}) => Response.json(body, { headers });
/** An answer that refuses. */
export const refused = (error: string, status: number) => Response.json({ error }, { status });

/**
 * A host with the documents of one account, and devices of its owner. `lie`: what the host answers instead, where it gives
 * anything; `onAsked`: done before an answer. Both get the path with "one" for a document's name.
 */
export function account() {
  const key = newVaultKey();
  const documents = new Map<string, { version: number; sealed: string }>();
  const host = {
    documents,
    revision: null as number | null,
    lie: (_: string): Response | null => null,
    onAsked: async (_: string): Promise<void> => {},
  };
  const whole = () => [...documents].map(([name, stored]) => ({ name, ...stored }));
  const list = () => ({
    documents: whole().map(({ name, version }) => ({ name, version })),
    sheetRevision: host.revision,
  });
  const answer = (path: string, { method = "GET", body, headers }: RequestInit): Response => {
    const name = path.replace("/api/vault/", "");
    const held = documents.get(name);
    const etag = `"${JSON.stringify(list())}"`;
    if (path === "/api/vault") return json({ ...list(), documents: whole() }, { etag });
    if (path === "/api/vault/versions") {
      if (new Headers(headers).get("if-none-match") === etag) return new Response(null, { status: 304 });
      return json(list(), { etag });
    }
    if (method === "GET") return held ? json(held) : refused("not_found", 404);
    const { baseVersion, sealed } = putDocumentRequest.parse(JSON.parse(String(body)));
    if (baseVersion !== (held?.version ?? 0)) return refused("conflict", 409);
    documents.set(name, { version: baseVersion + 1, sealed });
    return json({ version: baseVersion + 1 });
  };
  const device = () => {
    const asked: string[] = [];
    const count = { content: 0 };
    const send: typeof fetch = async (input, init = {}) => {
      const path = String(input);
      const short = path.replace(/[\w-]{43}/, "one");
      asked.push(`${init.method} ${short}`);
      await host.onAsked(short);
      return host.lie(short) ?? answer(path, init);
    };
    const onContent = () => {
      count.content += 1;
    };
    const vault = cutOffVault({ send, key, onContent });
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
  return { host, device, noted, nameOf: (document: DocumentName) => blindName(key, document) };
}

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
