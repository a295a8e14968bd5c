/** How often to look whether the idle time has passed, milliseconds. */
const CHECK_EVERY_MS = 5_000;
/** How often to tell that somebody is here, milliseconds: a reload after it counts from there. */
const TELL_EVERY_MS = 10_000;

type Surroundings = {
  now: () => number;
  /** The idle time, milliseconds; null while nothing is open, and then nothing is idle. */
  limit: () => number | null;
  /** Called when nobody has been here for the idle time, or when the clock cannot be trusted to tell. */
  onIdle: () => void;
  /** Called at the first touch or key and then at most once in TELL_EVERY_MS, with its moment. */
  onTouch: (at: number) => void;
};

/** Tells when nobody has touched any tab of this browser for the idle time. */
export class Idle {
  private lastActive: number;
  private lastTold = Number.NEGATIVE_INFINITY;
  private timer: ReturnType<typeof setInterval> | null = null;

  constructor(private readonly around: Surroundings) {
    this.lastActive = around.now();
  }

  /** Begins to watch; counts from now. */
  start(): void {
    this.stop();
    this.lastActive = this.around.now();
    this.lastTold = Number.NEGATIVE_INFINITY;
    this.timer = setInterval(() => this.check(), CHECK_EVERY_MS);
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }

  /** Somebody touched this tab. */
  touched(): void {
    this.lastActive = this.around.now();
    if (this.around.limit() === null || this.lastActive - this.lastTold < TELL_EVERY_MS) return;
    this.lastTold = this.lastActive;
    this.around.onTouch(this.lastActive);
  }

  /** Somebody touched another tab, at this moment. */
  touchedElsewhere(at: number): void {
    this.lastActive = Math.max(this.lastActive, at);
  }

  /** Looks at once whether the idle time has passed. */
  check(): void {
    if (this.isIdle()) this.around.onIdle();
  }

  private isIdle(): boolean {
    const limit = this.around.limit();
    if (limit === null) return false;
    const idle = this.around.now() - this.lastActive;
    // A clock that went back more than a moment cannot be trusted to tell how long it has been.
    return idle > limit || idle < -CHECK_EVERY_MS;
  }
}
