/** Whether a handle can be one at all, before the server is asked. The rule itself stands in lib/wire/primitives.ts. */
export const looksLikeHandle = (typed: string): boolean =>
  /^[a-z0-9][a-z0-9-]{1,30}[a-z0-9]$/.test(typed.trim().toLowerCase());
