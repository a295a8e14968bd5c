/** The one page that is drawn before one's own documents are read. */
const GLANCED = "/theirs";

/** Whether a path of this site, under whatever language, is that page. */
export const isGlanced = (pathname: string): boolean => pathname.replace(/\/$/, "").endsWith(GLANCED);
