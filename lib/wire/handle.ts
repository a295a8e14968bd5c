/** What a handle is, once blanks around it are taken away and its letters are small: 3 to 32 letters, digits and hyphens within. */
export const HANDLE = /^[a-z0-9][a-z0-9-]{1,30}[a-z0-9]$/;

/** Whether what was typed can be a handle at all, before the server is asked. Without zod, which a page would have to load for it. */
export const looksLikeHandle = (typed: string): boolean => HANDLE.test(typed.trim().toLowerCase());
