"use client";

import { AnchorButton } from "@/components/ui/anchor-button";
import { Button } from "@/components/ui/button";
import { Mark } from "@/components/ui/mark";
import { errorWords } from "@/lib/i18n/error-words";
import { localePath } from "@/lib/i18n/locales";

/**
 * What stands in place of a page that broke. It says nothing of what happened and tells nobody. Its parts are plain
 * elements and no more, and every way on loads a page anew: sentences, router or frame may be what broke.
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
          <Button variant="primary" onClick={() => window.location.reload()}>
            {words.tryAgain}
          </Button>
          <AnchorButton href={localePath(locale, "/help")}>{words.help}</AnchorButton>
          <AnchorButton href={localePath(locale)}>{words.start}</AnchorButton>
        </div>
      </main>
    </>
  );
}
