/** How often to look whether the idle time has passed, milliseconds. */
const CHECK_EVERY_MS = 5_000;
/** How often to tell that somebody is here, milliseconds: a reload after it counts from there. */
const TELL_EVERY_MS = 10_000;
/**
 * How long the page has to hand on what was just typed once the idle time is found to have passed, milliseconds. A device that
 * wakes runs due timers in any order; the page looks at the time every second (presence.ts), and covers itself then.
 */
const HAND_ON_MS = 1_500;

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
  private ending: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly deps: Surroundings) {
    this.lastActive = deps.now();
  }

  /** Begins to watch; counts from now. */
  start(): void {
    this.stop();
    this.lastActive = this.deps.now();
    this.lastTold = Number.NEGATIVE_INFINITY;
    this.timer = setInterval(() => this.look(), CHECK_EVERY_MS);
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    if (this.ending !== null) clearTimeout(this.ending);
    this.timer = null;
    this.ending = null;
  }

  /** Somebody touched this tab. */
  touched(): void {
    this.lastActive = this.deps.now();
    if (this.deps.limit() === null || this.lastActive - this.lastTold < TELL_EVERY_MS) return;
    this.lastTold = this.lastActive;
    this.deps.onTouch(this.lastActive);
  }

  /** Somebody touched another tab, at this moment. */
  touchedElsewhere(at: number): void {
    this.lastActive = Math.max(this.lastActive, at);
  }

  /** Looks whether the idle time has passed, for a page that has handed on all it had. */
  check(): void {
    if (this.isIdle()) this.deps.onIdle();
  }

  private look(): void {
    if (this.ending !== null || !this.isIdle()) return;
    // A touch in between is one of whoever came back, and does not keep it open.
    this.ending = setTimeout(() => this.deps.onIdle(), HAND_ON_MS);
  }

  private isIdle(): boolean {
    const limit = this.deps.limit();
    if (limit === null) return false;
    const idle = this.deps.now() - this.lastActive;
    // A clock that went back more than a moment cannot be trusted to tell how long it has been.
    return idle > limit || idle < -CHECK_EVERY_MS;
  }
}
