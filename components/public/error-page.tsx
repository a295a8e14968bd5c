"use client";

import { PlainPage } from "@/components/app-shell/plain-page";
import { Button } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page";
import { errorWords } from "@/lib/i18n/error-words";
import { localePath } from "@/lib/i18n/locales";

/**
 * What stands in place of a page that broke. It says nothing of what happened and tells nobody. Every way on loads a page
 * anew: the router may be what broke.
 */
export function ErrorPage({ locale }: { locale: string }) {
  const words = errorWords(locale);
  return (
    <PlainPage>
      <div role="alert" className="grid gap-6">
        <PageHead title={words.title} lead={words.lead} />
        <p>{words.private}</p>
      </div>
      <div className="mt-6 flex flex-wrap gap-3">
        <Button variant="primary" onClick={() => location.reload()}>
          {words.tryAgain}
        </Button>
        <a href={localePath(locale, "/help")} data-variant="quiet" className="button">
          {words.help}
        </a>
        <a href={localePath(locale)} data-variant="quiet" className="button">
          {words.start}
        </a>
      </div>
    </PlainPage>
  );
}
