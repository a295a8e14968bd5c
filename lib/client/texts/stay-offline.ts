/**
 * Keeps a page that is being read when a link is pressed with the network gone: following it would put the browser's error
 * page in its place, and Back would not bring the text back.
 * @param told hears that a link was held back, and that the network is there again
 * @returns what ends it
 */
export function keepReading(told: (stayed: boolean) => void): () => void {
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
    told(true);
  };
  const back = () => told(false);
  // Before any link hears of it, and after the way out, which listens on the window.
  document.addEventListener("click", stay, { capture: true });
  window.addEventListener("online", back);
  return () => {
    document.removeEventListener("click", stay, { capture: true });
    window.removeEventListener("online", back);
  };
}
