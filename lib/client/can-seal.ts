/** Whether this browser, at this address, can lock what is written. Only asked in the browser. */
export const canSeal = (): boolean => window.isSecureContext && typeof crypto.subtle?.encrypt === "function";
