import type { PageItemOf, StarterOf } from "@/lib/domain/kinds";
import { KIND_NAMES, type Kind } from "@/lib/domain/kinds/places";

/** The kinds with a form of their own, where one that is drawn from the definition does not serve. */
const OWN_FORM = ["comfort", "checkIn"] as const satisfies readonly Kind[];
/** The kinds with a screen of their own besides. */
const OWN_SCREEN = [...OWN_FORM, "support"] as const satisfies readonly Kind[];
/** The kinds with a view of their own for the reader. */
const OWN_VIEW = ["comfort"] as const satisfies readonly Kind[];

/** A kind whose form is drawn from its definition. */
export type FormKind = Exclude<Kind, (typeof OWN_FORM)[number]>;

/** A kind whose screen is drawn from its definition. */
export type DrawnKind = Exclude<Kind, (typeof OWN_SCREEN)[number]>;

/** A kind that is drawn from its definition to the reader. */
export type ReadKind = Exclude<Kind, (typeof OWN_VIEW)[number]>;

/** A kind with a drawn form whose items go by a name: there is a starter set to choose from. */
export type NamedKind = { [Of in FormKind]: [StarterOf<Of>] extends [never] ? never : Of }[FormKind];

export const DRAWN_KINDS = KIND_NAMES.filter(
  (kind): kind is DrawnKind => !OWN_SCREEN.some((own) => own === kind),
);

/** Whether an item of a page is of a kind that is drawn from its definition to the reader. */
export const isRead = (item: PageItemOf): item is PageItemOf<ReadKind> =>
  !OWN_VIEW.some((own) => own === item.kind);
