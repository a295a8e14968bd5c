import * as z from "zod/mini";
import { MAX_PAGE_BYTES, MAX_PAGES, MAX_SMALL_SEALED_BYTES } from "./limits";
import { moment, randomId, sealedText } from "./primitives";

const sealed = sealedText(MAX_PAGE_BYTES);

export const sealedPage = z.strictObject({ effectiveFrom: moment, sealed });
export type SealedPage = z.infer<typeof sealedPage>;

/** GET /api/sheet: the other side's page in force, with an ETag over its bytes. Nothing else: no time, no count. */
export const theirPageResponse = z.object({ sealed });

/**
 * GET /api/sheet/mine: one's own schedule. `now` is the server's clock, `revision` goes up with each write. `rest`: a schedule of
 * which only the beginning has arrived, and what is to follow, as it was sent with that; null where it is whole. `hasStopgap`:
 * whether the next one in two steps needs to bring no empty page.
 */
export const myScheduleResponse = z.object({
  now: moment,
  revision: z.int().check(z.gte(0)),
  pages: z.array(sealedPage),
  rest: z.nullable(sealedText(MAX_SMALL_SEALED_BYTES)),
  hasStopgap: z.boolean(),
});
export type MySchedule = z.infer<typeof myScheduleResponse>;

const written = {
  /** The link that the pages are sealed for, so that a device which has not heard of a newer one writes nothing into its seat. */
  linkId: randomId,
  revision: z.int().check(z.gte(0)),
};

/**
 * PUT /api/sheet/mine: `current`, where given, takes the place of the page in force at once, whatever its moment and the clocks
 * say; null leaves that page as it is, byte for byte. `later` replaces every page to come. `conflict` when `revision` is not the
 * one held, and also when a later page does not come after the one in force, or is further ahead than MAX_AHEAD_MS: read again,
 * the clock too, and compose anew. Pages that are not in strictly rising order among themselves are a bad_request. `not_linked`
 * where one is linked by another link. As JSON it is what the program before this one sends.
 */
export const putScheduleRequest = z.strictObject({
  ...written,
  current: z.nullable(sealedPage),
  later: z.array(sealedPage).check(z.maxLength(MAX_PAGES - 1)),
});

/** The same packed (packed.ts): the moments in the head, and for each of them a piece, `current` first where it is given. */
const wholeHead = z.strictObject({
  ...written,
  current: z.nullable(moment),
  later: z.array(moment).check(z.maxLength(MAX_PAGES - 1)),
});

/**
 * The first of two steps, packed: the page in force, and from `emptyFrom` on an empty page, the stopgap, in place of all that is
 * to come. The pieces: `current` where it is given; what is to follow, sealed (`rest`); and the empty page itself, where the server
 * holds none. `conflict` also where none is sent and none is held.
 */
const beginningHead = z.strictObject({
  ...written,
  current: z.nullable(moment),
  emptyFrom: moment,
});

/** A page as bytes. */
export type PageBytes = { readonly effectiveFrom: number; readonly sealed: Uint8Array };
type Written = { readonly linkId: string; readonly revision: number; readonly current: PageBytes | null };
export type Whole = Written & { readonly later: readonly PageBytes[] };
export type Beginning = Written & {
  readonly emptyFrom: number;
  readonly rest: Uint8Array;
  readonly empty: Uint8Array | null;
};

/** A write as its head and pieces. */
export function packedSchedule(write: Whole | Beginning): readonly [object, readonly Uint8Array[]] {
  const { linkId, revision, current } = write;
  const head = { linkId, revision, current: current?.effectiveFrom ?? null };
  const first = current ? [current.sealed] : [];
  if ("later" in write) {
    const later = write.later.map(({ effectiveFrom }) => effectiveFrom);
    return [{ ...head, later }, [...first, ...write.later.map(({ sealed }) => sealed)]];
  }
  const { emptyFrom, rest, empty } = write;
  return [{ ...head, emptyFrom }, [...first, rest, ...(empty ? [empty] : [])]];
}

const piece = z
  .instanceof(Uint8Array)
  .check(z.refine(({ byteLength }) => byteLength > 0 && byteLength <= MAX_PAGE_BYTES));

type Packed = {
  readonly head: z.infer<typeof wholeHead> | z.infer<typeof beginningHead>;
  readonly pieces: readonly Uint8Array[];
};

/** Whether the pieces are those that the head says: not one more or less, and what is to follow is a list and no page. */
function fits({ head, pieces }: Packed): boolean {
  const others = pieces.slice(head.current === null ? 0 : 1);
  if ("later" in head) return others.length === head.later.length;
  const [rest] = others;
  return rest !== undefined && others.length <= 2 && rest.byteLength <= MAX_SMALL_SEALED_BYTES;
}

/** A packed write of either kind. */
export const packedScheduleRequest = z.pipe(
  z
    .object({ head: z.union([wholeHead, beginningHead]), pieces: z.array(piece) })
    .check(z.refine(fits, "The pieces are not those that the head says")),
  z.transform(({ head, pieces }): Whole | Beginning => {
    const left = [...pieces];
    const next = () => left.shift() ?? new Uint8Array();
    const { linkId, revision } = head;
    const current = head.current === null ? null : { effectiveFrom: head.current, sealed: next() };
    const written = { linkId, revision, current };
    return "later" in head
      ? { ...written, later: head.later.map((effectiveFrom) => ({ effectiveFrom, sealed: next() })) }
      : { ...written, emptyFrom: head.emptyFrom, rest: next(), empty: left.shift() ?? null };
  }),
);

export const putScheduleResponse = z.object({ revision: z.int() });
