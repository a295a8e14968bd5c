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
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (pathname === last.current) return;
    last.current = pathname;
    setSaid(document.querySelector("#main h1")?.textContent ?? "");
    if (document.activeElement === document.body) {
      document.getElementById("main")?.focus({ preventScroll: true });
    }
  }, [pathname]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
