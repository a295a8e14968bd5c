/** What is sent to the server, as `fetch` takes it. */
export type Sent = RequestInit & { readonly method: string; readonly headers: Record<string, string> };

/** A request as the engine makes each: with the session's cookie, and with nothing kept of its answer. `content`: its body, and what that is. */
export const requestOf = (
  method: string,
  headers: Record<string, string> = {},
  content?: { readonly body: BodyInit; readonly type: string },
): Sent => ({
  method,
  cache: "no-store",
  credentials: "same-origin",
  redirect: "error",
  headers: { ...headers, ...(content && { "content-type": content.type }) },
  body: content?.body,
});

/** A body of JSON. */
export const jsonOf = (value: unknown): { body: string; type: string } => ({
  body: JSON.stringify(value ?? {}),
  type: "application/json",
});
