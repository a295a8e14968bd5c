/** The name of a worker whose engine is asked to `restore` at once. Any other asks for nothing until it is told to. */
export const RESTORES = "restores";
