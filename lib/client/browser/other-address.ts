import { canSeal } from "./can-seal";

/**
 * The address at which this Stile answers, when the page was opened at another one: there every write is refused. Null when
 * it is this one, or cannot be asked just now. No schema is used: pages carry no zod.
 * @param gated whether nothing is asked of the server where Stile does not run: the page's gate has not looked yet when it
 *   comes alive
 */
export async function otherAddress({ gated }: { gated: boolean }): Promise<string | null> {
  if (gated && !canSeal()) return null;
  try {
    const response = await fetch("/api/place", { cache: "no-store", credentials: "omit" });
    const said: unknown = await response.json();
    if (typeof said !== "object" || said === null || !("origin" in said)) return null;
    const { protocol, origin } = new URL(String(said.origin));
    return /^https?:$/.test(protocol) && origin !== location.origin ? origin : null;
  } catch {
    return null;
  }
}
