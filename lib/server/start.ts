import "server-only";
import { isDatabaseAway } from "./db";
import { checkDeployment } from "./deployment";

/** Ends the process with the reason alone when the secrets and the database do not belong together, or one is missing. */
export async function refuseForeignSecrets(): Promise<void> {
  try {
    await checkDeployment();
  } catch (error) {
    console.error(sentence(error));
    process.exit(1);
  }
}

function sentence(error: unknown): string {
  if (isDatabaseAway(error)) {
    return "Stile does not start: the database does not answer. See that it runs and that DATABASE_URL is right.";
  }
  return error instanceof Error ? error.message : "Stile does not start.";
}
