"use client";

import { useEffect, useState } from "react";

/**
 * Keeps a page that is being read when a link is pressed with the network gone: following it would put the browser's error
 * page in its place, and Back would not bring the text back. Says `message` until the network is there again.
 */
export function StayOffline({ message }: { message: string }) {
  const [stayed, setStayed] = useState(false);
  useEffect(() => {
    const stay = (event: MouseEvent) => {
      // Only a no can be relied on.
      if (navigator.onLine || !(event.target instanceof Element)) return;
      const link = event.target.closest("a");
      if (link === null || !/^https?:$/.test(link.protocol)) return;
      // A place on this very page.
      if (link.hash !== "" && link.href.replace(link.hash, "") === location.href.replace(location.hash, ""))
        return;
      event.preventDefault();
      event.stopPropagation();
      setStayed(true);
    };
    const back = () => setStayed(false);
    // Before any link hears of it, and after the way out, which listens on the window.
    document.addEventListener("click", stay, { capture: true });
    window.addEventListener("online", back);
    return () => {
      document.removeEventListener("click", stay, { capture: true });
      window.removeEventListener("online", back);
    };
  }, []);
  return (
    <div role="status" className="toasts">
      {stayed && <p className="toast px-4 py-3">{message}</p>}
    </div>
  );
}
