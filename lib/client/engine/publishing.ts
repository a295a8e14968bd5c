import { type HeldBack, heldBack } from "./held-back";
import type { Failure } from "./http";
import type { PublishOutcome } from "./publisher";
import { Retry } from "./retry";
import type { Saved } from "./save-documents";

/**
 * How often words that are being typed in one place go to the server, milliseconds. They are on the device at each pause. Seven
 * seconds keep a note of 200 characters, typed on a phone, under 60 KB.
 */
const TYPED_EVERY_MS = 7_000;
/** How often a stop may try again while the network is away, milliseconds. */
const URGENT_EVERY_MS = 2_000;

type Surroundings = {
  /** Stores what waits. */
  save: () => Promise<Saved>;
  /** Keeps what waits on the device, sealed. */
  keepUnsent: () => Promise<boolean>;
  /** Takes away what is shared no more; null while there is nobody to publish for. */
  takeAway: () => Promise<PublishOutcome | null>;
  /** Makes what the other can fetch follow what is shared; null while there is nobody to publish for. */
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
  private lastRun = 0;
  /** What is being taken away, if something is. */
  private taking: Promise<PublishOutcome | null> | null = null;
  private isSaving = false;
  private readonly retry = new Retry(() => void this.start());
  /** Where words were sent last that were being typed, and when. */
  private typed: { in: string; at: number } | null = null;
  /** Runs while words wait for their turn. */
  private spare: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly deps: Surroundings) {}

  /** The run that is on, if one is. */
  get running(): Promise<void> | null {
    return this.run;
  }

  /**
   * Content may have changed. While a try waits for its time it goes out with that one, and is kept on the device till then. So
   * are words that are being typed, for TYPED_EVERY_MS after the last of them were sent. `typedIn`: in what they are typed.
   */
  changed(typedIn: string | null = null): void {
    // A run that is on may take its time.
    if (this.retry.waits || this.run) void this.deps.keepUnsent();
    if (this.retry.waits) return;
    const since = Date.now() - (this.typed?.at ?? 0);
    // A clock that went back makes nothing wait.
    if (typedIn === null || this.typed?.in !== typedIn || since < 0 || since >= TYPED_EVERY_MS) {
      this.typed = typedIn === null ? null : { in: typedIn, at: Date.now() };
      return void this.start();
    }
    this.spare ??= setTimeout(() => this.hurry(), TYPED_EVERY_MS - since);
    void this.deps.keepUnsent().then((isKept) => {
      if (!isKept) this.hurry();
    });
  }

  /** Words wait for their turn. */
  get spares(): boolean {
    return this.spare !== null;
  }

  /** Sends words that wait for their turn. */
  hurry(): void {
    if (this.spare === null) return;
    if (this.typed) this.typed.at = Date.now();
    void this.start();
  }

  private endSparing(): void {
    if (this.spare !== null) clearTimeout(this.spare);
    this.spare = null;
  }

  /** Something is to be shown no more: tried at once even where a try waits, but not more often than URGENT_EVERY_MS. */
  urgent(): void {
    // A document on its way may take its time to fail: what is to be shown no more does not wait for that.
    if (this.isSaving) void this.take();
    const since = Date.now() - this.lastRun;
    if (since >= URGENT_EVERY_MS) return void this.start();
    // No try waits for less than this, whatever the clock says.
    this.retry.hasten(Math.min(URGENT_EVERY_MS, URGENT_EVERY_MS - since));
    this.changed();
  }

  /** Saves and publishes now. Asked while a run is on, it runs once more. Resolves when the run has ended. */
  start(): Promise<void> {
    if (this.ended) return Promise.resolve();
    this.retry.cancel();
    this.endSparing();
    this.wanted = true;
    this.lastRun = Date.now();
    this.run ??= this.runAll();
    return this.run;
  }

  /** Stops all work: what is on its way may arrive, and nothing follows it. */
  end(): void {
    this.ended = true;
    this.retry.cancel();
    this.endSparing();
  }

  private async runAll(): Promise<void> {
    try {
      let failed: HeldBack | null = null;
      while (this.wanted && !this.ended) {
        this.wanted = false;
        failed = await this.runOnce();
      }
      // Not before: a try whose time comes while this run is on would make it begin again, without an end.
      if (failed === null) this.retry.succeeded();
      else if (!(waitsForThem(failed) || this.ended)) this.retry.failed();
    } finally {
      // In the same turn as the look at `wanted`: a start that comes after it makes a run of its own.
      this.run = null;
      if (!this.ended) this.deps.onChange();
    }
  }

  /** One run: why something was held back, or null when all went well. [Note: Publishing] */
  private async runOnce(): Promise<HeldBack | null> {
    // Before any document is saved: to show less waits for nothing.
    const taken = await this.take();
    if (this.ended) return null;
    // Before anything new is shown, so that another device that reads on finds why. A failed save holds nothing back.
    this.isSaving = true;
    const saved = await this.deps.save().finally(() => {
      this.isSaving = false;
    });
    await this.taking;
    if (this.ended) return null;
    if (taken?.ok) {
      const shown = await this.deps.publish();
      if (this.ended) return null;
      await this.settle(shown);
    }
    return saved.ok ? this.behind : saved.reason;
  }

  /** Takes away what is shared no more: once at a time. */
  private take(): Promise<PublishOutcome | null> {
    this.taking ??= this.takeNow().finally(() => {
      this.taking = null;
    });
    return this.taking;
  }

  private async takeNow(): Promise<PublishOutcome | null> {
    const taken = await this.deps.takeAway();
    if (this.ended) return taken;
    await this.settle(taken);
    this.deps.onChange();
    return taken;
  }

  /** Notes where publishing stands; with nobody to publish for nothing is behind. */
  private async settle(outcome: PublishOutcome | null): Promise<void> {
    const failure: Failure | null = outcome === null || outcome.ok ? null : outcome.failure;
    if (failure === "not_linked") await this.deps.onUnlinked();
    this.behind = failure === null || failure === "not_linked" ? null : heldBack(failure);
  }
}

/** Whether only the person can change it: by signing in again, or by an edit that makes it smaller. Both try again. */
const waitsForThem = (reason: HeldBack): boolean => reason === "signed_out" || reason === "too_large";
