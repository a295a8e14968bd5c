/**
 * Joins a channel between the tabs of this browser; null where there is no such thing or it is refused, as Firefox does where
 * cookies are blocked. Each tab is by itself then.
 */
export function openChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}
