import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icons";
import { EXIT_URL } from "@/lib/client";
import { ExitKeys } from "./exit-keys";

/** The way out, on every page, above everything. */
export function LeaveButton() {
  const t = useTranslations("exit");
  return <LeaveLink words={{ region: t("region"), leave: t("leave"), hint: t("hint") }} />;
}

/**
 * The way out in words that are handed to it. With scripts a press wipes and leaves (lib/client/exit); without them it is
 * an ordinary link to the same page.
 * `aria-live="off"` changes nothing in itself: open dialogs hide the rest of the page from screen readers save for
 * elements with that attribute, and this one must stay in reach.
 */
export function LeaveLink({ words }: { words: { region: string; leave: string; hint: string } }) {
  return (
    <>
      <section aria-label={words.region} aria-live="off" className="contents">
        <a
          href={EXIT_URL}
          rel="noreferrer"
          referrerPolicy="no-referrer"
          data-leave=""
          title={words.hint}
          className="leave"
        >
          <Icon name="leave" size={20} />
          {words.leave}
        </a>
      </section>
      <ExitKeys />
    </>
  );
}
