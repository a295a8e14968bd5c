"use client";

import { Mark } from "@/components/ui/mark";
import { errorWords } from "@/lib/i18n/error-words";
import { localePath } from "@/lib/i18n/locales";

/**
 * What stands in place of a page that broke. It says nothing of what happened and tells nobody. It is made of plain
 * elements alone, and every way on loads a page anew: sentences, router or frame may be what broke.
 */
export function ErrorPage({ locale }: { locale: string }) {
  const words = errorWords(locale);
  return (
    <>
      <div className="topbar">
        <Mark size={30} className="text-accent" />
      </div>
      <main id="main" className="mx-auto w-full max-w-[36rem] px-4 pt-8 pb-16 sm:px-6 sm:pt-14">
        <div role="alert" className="grid gap-3">
          <h1 className="text-2xl sm:text-3xl">{words.title}</h1>
          <p className="text-lg text-quiet">{words.lead}</p>
          <p>{words.private}</p>
        </div>
        <div className="mt-6 flex flex-wrap gap-3">
          <button
            type="button"
            data-variant="primary"
            className="button"
            onClick={() => window.location.reload()}
          >
            {words.tryAgain}
          </button>
          <a href={localePath(locale, "/help")} data-variant="quiet" className="button">
            {words.help}
          </a>
          <a href={localePath(locale)} data-variant="quiet" className="button">
            {words.start}
          </a>
        </div>
      </main>
    </>
  );
}
