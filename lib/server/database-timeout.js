/** How long the database may take for anything, milliseconds. */
export const DATABASE_TIMEOUT_MS = 5000;
