import type { ReactNode } from "react";

/** A person's own words within a line of Stile's: in their own direction of writing, and left alone by a translator, which would send them out. */
export const OwnWords = ({ children }: { children: ReactNode }) => <bdi translate="no">{children}</bdi>;

/** For a sentence with `<own>` around such words, by next-intl's `rich`. */
export const own = (words: ReactNode) => <OwnWords>{words}</OwnWords>;
