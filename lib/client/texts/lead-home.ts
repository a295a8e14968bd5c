import { isSignedInHere } from "../browser/signed-in-here";

/**
 * Lets each way to the start (components/public/start-link.tsx) lead home while somebody is signed in here, open or locked. It
 * looks only once such a link is pressed, and the link is afterwards as it was: the page itself says nothing of anybody.
 */
export function leadHome(): void {
  const lead = ({ target }: MouseEvent) => {
    const link = target instanceof Element ? target.closest("a[data-home]") : null;
    const start = link?.getAttribute("href");
    const home = link?.getAttribute("data-home");
    if (!link || !start || !home || !isSignedInHere()) return;
    link.setAttribute("href", home);
    // The browser follows it once everybody has heard of the press.
    setTimeout(() => link.setAttribute("href", start));
  };
  // The second where it opens in a tab of its own.
  for (const press of ["click", "auxclick"] as const)
    document.addEventListener(press, lead, { capture: true });
}
