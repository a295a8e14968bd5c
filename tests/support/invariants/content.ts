import type { OpenVault } from "@/lib/client/engine/contract";
import { canonical } from "@/lib/domain/canonical";
import type { AnyItem } from "@/lib/domain/kinds";
import { composePage } from "@/lib/domain/sheet/compose";
import { BLANK_ENTRIES, BLANK_LINK, BLANK_PROFILE } from "@/lib/domain/vault/blank";
import type { ProfileDocument, SetAside } from "@/lib/domain/vault/schema";
import type { documentsOf } from "./worlds";

/** All that somebody has written and shares, as text: the same for two who wrote and share the same. */
type Content = {
  items: readonly AnyItem[];
  setAside: readonly SetAside[];
  paused: boolean;
  profile: ProfileDocument;
  period: string | null;
};

function textOf({ items, setAside, paused, profile, period }: Content): string {
  const { editedAt: _, linkCopy: __, ...settings } = profile;
  const page = composePage({ items, paused, period }, Date.now());
  const written = [...items, ...setAside.map(({ item }) => item)]
    .map(({ editedAt: _, share: __, ...words }) => canonical(words))
    .sort();
  return canonical({ written, paused, settings, page });
}

/** What the writer's screen shows. */
export const contentOnScreen = ({
  entries,
  checkIns,
  setAside,
  paused,
  profile,
  period,
}: OpenVault): string =>
  textOf({ items: [...Object.values(entries), ...checkIns], setAside, paused, profile, period });

type Documents = Awaited<ReturnType<typeof documentsOf>>;

/** What the server holds of it. */
export function contentHeld({
  entries = BLANK_ENTRIES,
  months,
  profile = BLANK_PROFILE,
  link,
}: Documents): string {
  const { link: standing } = link ?? BLANK_LINK;
  return textOf({
    items: [entries, ...months].flatMap(({ items }) => Object.values(items)),
    setAside: [entries, ...months].flatMap(({ setAside }) => setAside),
    paused: entries.paused.on,
    profile,
    period: standing.state === "linked" ? standing.period : null,
  });
}
