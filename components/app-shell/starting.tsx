"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Loading } from "@/components/ui/progress";

/** By now the engine would have spoken, even on a slow phone. */
const SLOW_AFTER_MS = 20_000;

/** Calm words while the engine starts. When that takes far too long, a way on. */
export function Starting() {
  const t = useTranslations("shell");
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    // Without scripts nothing will ever open: the noscript words stand alone.
    <div className="noscript:hidden">
      <Loading>{slow ? t("slow") : t("starting")}</Loading>
      {slow && (
        <div className="grid justify-center">
          <Button onClick={() => location.reload()}>{t("reload")}</Button>
        </div>
      )}
    </div>
  );
}
