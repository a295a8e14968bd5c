"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useKindWords } from "@/components/kind/use-kind-words";
import { Button } from "@/components/ui/button";
import { Icon, type IconName } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { Page, PageHead } from "@/components/ui/page";
import { Section } from "@/components/ui/section";
import { ReachLink } from "@/components/within-reach/reach-link";
import { engine, useVault } from "@/lib/client";
import { KIND_NAMES, type Kind, PLACES } from "@/lib/domain/kinds/places";
import { usePath } from "@/lib/i18n/use-path";

// It reads every kind, which the first paint needs nothing of. Loaded always, so that the request tells nothing of what is there.
const SetAside = dynamic(() => import("@/components/sharing/set-aside").then((module) => module.SetAside), {
  ssr: false,
});

/** The drawing beside the way to a kind. One that there is not does not compile here. */
function iconOf(kind: Kind): IconName {
  const place = PLACES[kind];
  return "icon" in place ? place.icon : "note";
}
const MINE = KIND_NAMES.map((kind) => ({
  key: kind,
  href: `/${PLACES[kind].path}` as const,
  icon: iconOf(kind),
}));
const CARD = { key: "card", href: "/my-card", icon: "print" } as const;
const BETWEEN = [
  { key: "sharing", href: "/sharing", icon: "share" },
  { key: "theirs", href: "/theirs", icon: "eye" },
  { key: "linking", href: "/linking", icon: "two" },
] as const;
const AROUND = [
  { key: "settings", href: "/settings", icon: "lock" },
  { key: "guidance", href: "/guidance", icon: "book" },
  { key: "help", href: "/help", icon: "phone" },
  { key: "limits", href: "/limits", icon: "info" },
] as const;

/** Where to begin: for the one who sets boundaries, and for the one who helps. */
const FIRST = ["comfort", "mySide"] as const;

type Way = typeof CARD | (typeof BETWEEN | typeof AROUND)[number];
type Place = (typeof MINE)[number] | Way;
const isOfKind = (place: Place): place is (typeof MINE)[number] => Object.hasOwn(PLACES, place.key);

/** The way to everything, in words. Nothing is counted and nothing is due. */
export function HomeScreen() {
  const t = useTranslations("home");
  const path = usePath();
  const { entries, checkIns, unreadMonths } = useVault("entries", "checkIns", "unreadMonths");
  const nothingYet = Object.keys(entries).length === 0 && checkIns.length + unreadMonths === 0;
  return (
    <Page>
      <PageHead title={t("title")} lead={t("lead")} />
      <SetAside />
      {nothingYet && (
        <Notice title={t("first.title")}>
          <p>{t("first.text1")}</p>
          <p>{t("first.text2")}</p>
          <div className="flex flex-wrap gap-3">
            {FIRST.map((kind) => (
              <LinkButton key={kind} href={path(`/${PLACES[kind].path}`)}>
                {t(`first.${kind}`)}
              </LinkButton>
            ))}
          </div>
        </Notice>
      )}
      <Section title={t("mine")}>
        <Places places={[...MINE, CARD]} />
      </Section>
      <Section title={t("between")}>
        <Places places={BETWEEN} />
      </Section>
      <Section title={t("around")}>
        <Places places={AROUND} />
      </Section>
      <Button className="justify-self-start" onClick={() => void engine().lock()}>
        <Icon name="lock" size={20} />
        {t("lock")}
      </Button>
    </Page>
  );
}

const PLACE = "flex min-h-16 items-center gap-4 px-4 py-3 no-underline hover:bg-wash sm:px-5";

function Places({ places }: { places: readonly Place[] }) {
  const t = useTranslations("home");
  const path = usePath();
  const { say } = useKindWords();
  const wordsOf = (place: Place, what: "title" | "text") =>
    isOfKind(place) ? say(place.key, what) : t(`${place.key}.${what}`);
  const words = (place: Place) => (
    <>
      <Icon name={place.icon} className="text-accent" />
      <span className="grid min-w-0 flex-1">
        <span className="font-bold">{wordsOf(place, "title")}</span>
        <span className="text-sm text-quiet">{wordsOf(place, "text")}</span>
      </span>
      <Icon name="chevron" size={20} className="text-quiet" />
    </>
  );
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
      {places.map((place) => (
        <li key={place.key}>
          {place.key === "help" ? (
            <ReachLink what="help" className={PLACE}>
              {words(place)}
            </ReachLink>
          ) : (
            <Link href={path(place.href)} className={PLACE}>
              {words(place)}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}
