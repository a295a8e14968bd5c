/** Next's hook for the start of the server: nothing is served before it has returned. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { refuseForeignSecrets } = await import("./lib/server/start");
  await refuseForeignSecrets();
}
