/** The name of a worker whose engine is asked to `restore` at once. Any other asks for nothing until it is told to. */
export const RESTORES = "restores";
/** As above, and the other's page is to be shown first. */
export const RESTORES_THEIRS = "restores-theirs";
export type WorkerName = typeof RESTORES | typeof RESTORES_THEIRS | "";
