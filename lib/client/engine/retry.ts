/** Waits between tries of what failed, milliseconds; the last one repeats (docs/ARCHITECTURE.md, "Documents and merging"). */
export const RETRY_MS = [2_000, 5_000, 15_000, 60_000] as const;

/**
 * The one back-off of an open account: saving and publishing share it, so that a network that is away is asked a few
 * times a minute and no more, however much is written meanwhile.
 */
export class Retry {
  private tries = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly run: () => void) {}

  /** Whether a try waits for its time. */
  get waits(): boolean {
    return this.timer !== null;
  }

  /** Notes a failure: `run` is called after the next wait. */
  failed(): void {
    const wait = RETRY_MS[Math.min(this.tries, RETRY_MS.length - 1)] ?? RETRY_MS[3];
    this.tries += 1;
    this.wait(wait);
  }

  /** Makes a try that waits after so long, milliseconds. */
  hasten(milliseconds: number): void {
    if (this.waits) this.wait(milliseconds);
  }

  /** Notes that everything went well: the next failure begins with the shortest wait again. */
  succeeded(): void {
    this.cancel();
    this.tries = 0;
  }

  /** Takes back a try that waits. How often it has failed is kept. */
  cancel(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private wait(milliseconds: number): void {
    this.cancel();
    this.timer = setTimeout(() => {
      this.timer = null;
      this.run();
    }, milliseconds);
  }
}
