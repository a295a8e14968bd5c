"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef, useState } from "react";

/**
 * Says by its heading which page one has come to, for those who do not see it. The router would say the title, and that says
 * nothing, on purpose. Where the link that was pressed has gone, reading goes on at the page.
 */
export function PageAnnouncer() {
  const pathname = usePathname();
  const last = useRef(pathname);
  const [said, setSaid] = useState({ words: "", own: false });
  useEffect(() => {
    if (pathname === last.current) return;
    last.current = pathname;
    const heading = document.querySelector("#main h1");
    // A heading with a name in it is left alone by a translator, here too.
    setSaid({
      words: heading?.textContent ?? "",
      own: heading?.querySelector('[translate="no"]') instanceof Element,
    });
    if (document.activeElement === document.body) {
      document.getElementById("main")?.focus({ preventScroll: true });
    }
  }, [pathname]);
  return (
    <p role="status" translate={said.own ? "no" : undefined} className="sr-only">
      {said.words}
    </p>
  );
}
