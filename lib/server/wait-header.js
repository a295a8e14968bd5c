/** On a 429 that is for a whole address: its requests may be refused unread until Retry-After. The value is "address". */
export const WAIT_HEADER = "stile-wait";
