import { createHash } from "node:crypto";
import { PACKED_TYPE } from "@/lib/wire/packed";
import { randomText } from "./account";
import { type Answer, PATTERNS, send } from "./http";

/**
 * All that somebody can tell of one answer, but for the time at which it was given. A long text in it stands as its length
 * and hash: the same when every byte is.
 */
export type Fetched = { path: string; status: number; headers: [string, string][]; text: string };

/** What is asked for by name or id, once and for all, so that two looks ask the same. */
export type Asked = { name: string; id: string };
export const newAsked = (id = randomText(16)): Asked => ({ name: randomText(32), id });

const digest = (text: string) => createHash("sha256").update(text).digest("hex");

const told = (path: string, { status, headers, text, json }: Answer): Fetched => ({
  path,
  status,
  headers: [...headers].filter(([name]) => name !== "date"),
  text: (headers.get("content-type") === PACKED_TYPE ? JSON.stringify(json) : text)
    .replace(/"now":\d+/, '"now":0')
    .replace(/"([A-Za-z0-9_-]{200,})"/g, (_, long: string) => `"${long.length} ${digest(long)}"`),
});

/** Asks every route for all that it gives out, and for the sheet once more with the ETag of the last look. */
export async function fetchAll(
  cookie: string | undefined,
  { name, id }: Asked,
  etag?: string,
): Promise<Fetched[]> {
  const fetched: Fetched[] = [];
  for (const pattern of PATTERNS) {
    const path = pattern
      .replace("[name]", name)
      .replace("[id]", id)
      .replace("[...nextauth]", "session")
      .replace("[...unknown]", "no/such");
    fetched.push(told(path, await send(path, { cookie })));
  }
  if (etag !== undefined) {
    fetched.push(told("sheet again", await send("sheet", { cookie, headers: { "if-none-match": etag } })));
  }
  return fetched;
}

/** The ETag of the sheet among what was fetched. */
export function etagOf(fetched: readonly Fetched[]): string {
  const etag = fetched.find(({ path }) => path === "sheet")?.headers.find(([name]) => name === "etag")?.[1];
  if (etag === undefined) throw new Error("The sheet has no ETag");
  return etag;
}

/**
 * The same without what is random in each run: texts become their lengths, but for codes and states, which stay. Handles
 * differ in length by chance, and are the asker's own. Versions are of the asker's own documents.
 */
export function shapeOf(fetched: readonly Fetched[]) {
  return fetched.map(({ path, status, headers, text }) => ({
    path: path.replace(/[A-Za-z0-9_-]{22,}/, "…"),
    status,
    headers: headers.map(([name, value]) => [name, name === "etag" ? value.length : value]),
    body: text === "" ? "" : shape(JSON.parse(text)),
  }));
}

function shape(value: unknown, key = ""): unknown {
  if (typeof value === "string") {
    return ["error", "state", "seat"].includes(key)
      ? value
      : key === "handle"
        ? "handle"
        : (/^\d+(?= )/.exec(value)?.[0] ?? value.length);
  }
  if (typeof value === "number") return key === "revision" ? value : "number";
  if (Array.isArray(value)) return value.map((one) => shape(one)).sort(byText);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value).map(([name, inner]) => [name, shape(inner, name)]);
}

const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
