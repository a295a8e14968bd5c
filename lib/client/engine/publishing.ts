import type { Failure } from "./http";
import { Retry } from "./retry";
import type { PublishOutcome } from "./sheet";
import { type HeldBack, heldBack, type Saved } from "./vault";

type Surroundings = {
  /** Stores what waits. */
  save: () => Promise<Saved>;
  /** Keeps what waits on the device, sealed. */
  keepUnsent: () => Promise<void>;
  /** Makes what the other can fetch follow what is shared; null while there is nobody to publish for, or nothing can be composed. */
  publish: () => Promise<PublishOutcome | null>;
  /** The server says that nobody is linked: where the link stands is read again. */
  onUnlinked: () => Promise<unknown>;
  /** Called when where publishing stands may have changed. */
  onChange: () => void;
};

/**
 * Saves and publishes behind the screen: one run at a time, one back-off for both. [Note: Publishing]
 */
export class Publishing {
  /** Why what the other sees is behind what is shared, if it is. */
  behind: HeldBack | null = null;
  private run: Promise<void> | null = null;
  private wanted = false;
  private ended = false;
  private readonly retry = new Retry(() => void this.start());

  constructor(private readonly around: Surroundings) {}

  /** The run that is on, if one is. */
  get running(): Promise<void> | null {
    return this.run;
  }

  /** Content may have changed. While a try waits for its time it goes out with that one, and is kept on the device till then. */
  changed(): void {
    if (this.retry.waits) void this.around.keepUnsent();
    else void this.start();
  }

  /** Saves and publishes now. Asked while a run is on, it runs once more. Resolves when the run has ended. */
  start(): Promise<void> {
    if (this.ended) return Promise.resolve();
    this.retry.cancel();
    this.wanted = true;
    this.run ??= this.runAll();
    return this.run;
  }

  /** Stops all work: what is on its way may arrive, and nothing follows it. */
  end(): void {
    this.ended = true;
    this.retry.cancel();
  }

  private async runAll(): Promise<void> {
    try {
      while (this.wanted && !this.ended) {
        this.wanted = false;
        const failed = await this.runOnce();
        if (failed === null) this.retry.succeeded();
        // Without a session there is no use in trying: signing in again tries.
        else if (failed !== "signed_out" && !this.ended) this.retry.failed();
      }
    } finally {
      // In the same turn as the look at `wanted`: a start that comes after it makes a run of its own.
      this.run = null;
      if (!this.ended) this.around.onChange();
    }
  }

  /** One run: why something was held back, or null when all went well. */
  private async runOnce(): Promise<HeldBack | null> {
    // Saved first, so that another device that reads on finds why the page changed. A failed save holds nothing back.
    const saved = await this.around.save();
    if (this.ended) return null;
    const failed = saved.ok ? null : saved.reason;
    const outcome = await this.around.publish();
    if (outcome === null || this.ended) return failed;
    return this.settle(outcome.ok ? null : outcome.failure, failed);
  }

  private async settle(failure: Failure | null, failed: HeldBack | null): Promise<HeldBack | null> {
    if (failure === "not_linked") await this.around.onUnlinked();
    this.behind = failure === null || failure === "not_linked" ? null : heldBack(failure);
    return failed ?? this.behind;
  }
}
