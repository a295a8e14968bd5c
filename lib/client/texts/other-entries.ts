/**
 * Lets Back and Forward lead out of a text that was loaded anew where the app had opened it. The browser still takes the
 * entries around it for the same page, whose script draws what belongs to the address; here that script is gone, and the text
 * would stay under the address of another page. So what belongs to the address is loaded.
 */
export function followEntries(): void {
  const { pathname } = location;
  window.addEventListener("popstate", () => {
    // Within the text, such as to one of its headings, the browser goes by itself.
    if (location.pathname !== pathname) location.reload();
  });
}
