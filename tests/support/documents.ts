import { PACKED_TYPE, pack } from "@/lib/wire/packed";
import { type Answer, type Options, send } from "./http";

/** What a document's write says, with its bytes in base64url. */
export type Write = { name: string; baseVersion: number; sealed: string };

/** A request that carries a packed body. */
export const packedOf = (body: Uint8Array): Options => ({
  method: "PUT",
  headers: { "content-type": PACKED_TYPE },
  body,
});

/** The head and the pieces of a write, as a page of ours would pack them. */
export const writeParts = (writes: readonly Write[]) => ({
  head: { documents: writes.map(({ name, baseVersion }) => ({ name, baseVersion })) },
  pieces: writes.map(({ sealed }) => Buffer.from(sealed, "base64url")),
});

/** The write of several documents, as a request of PUT vault. */
export function writeOf(writes: readonly Write[]): Options {
  const { head, pieces } = writeParts(writes);
  return packedOf(pack(head, pieces));
}

/** The write of a document that is not there yet. */
export const writeOfNew = (name: string, sealed: string): Options =>
  writeOf([{ name, baseVersion: 0, sealed }]);

/** Writes several documents at once. */
export function putDocuments(writes: readonly Write[], options: Options = {}): Promise<Answer> {
  const write = writeOf(writes);
  return send("vault", { ...write, ...options, headers: { ...write.headers, ...options.headers } });
}

/** Writes one document. */
export const putDocument = (
  name: string,
  { baseVersion, sealed }: Omit<Write, "name">,
  options: Options = {},
): Promise<Answer> => putDocuments([{ name, baseVersion, sealed }], options);

/** Those of these documents that are there. */
export const readDocuments = (names: readonly string[], options: Options = {}): Promise<Answer> =>
  send("vault/read", { method: "POST", body: { names }, ...options });

/** One document, told as {version, sealed}; where there is none of that name, as what is not found. */
export async function readDocument(name: string, options: Options = {}): Promise<Answer> {
  const answer = await readDocuments([name], options);
  if (answer.status !== 200) return answer;
  const [held] = answer.json.documents;
  const json = held ? { version: held.version, sealed: held.sealed } : { error: "not_found" };
  return { ...answer, status: held ? 200 : 404, json };
}
