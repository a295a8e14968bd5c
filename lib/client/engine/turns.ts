import type { AnyItem } from "@/lib/domain/kinds";
import { isBetween, turnsOf } from "@/lib/domain/sharing/turns";

/** How often to look at the clock while something begins or ends by itself, milliseconds: it may be set, or stand still in sleep. */
const LOOK_EVERY_MS = 30_000;
/** How often just after something began or ended, and for how long: the server's clock, by which pages go, may be a little behind. */
const SOON_MS = 1000;
const SETTLES_MS = 10_000;

type Surroundings = {
  now: () => number;
  /** Called at each look: when something begins or ends, and now and then besides, while anything does. */
  onLook: () => void;
};

/**
 * The moment by which every screen says what is shared. It stands still for as long as nothing begins or ends by itself, so that
 * nothing is drawn anew because of it. The one timer for that, and the one that follows the clock where it jumps, in either
 * direction. [Note: The moment]
 */
export class Turns {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private held: number | null = null;
  private turns: readonly number[] = [];

  constructor(private readonly deps: Surroundings) {}

  /** The moment for these items, which are all there are by now. Watches over them until `stop`. */
  momentFor(items: readonly AnyItem[]): number {
    this.turns = turnsOf(items);
    const now = this.deps.now();
    if (this.held === null || this.hasTurned(this.held, now)) this.held = now;
    this.wait(now);
    return this.held;
  }

  /** Looks at the clock at once, as when the page comes into view. */
  look(): void {
    if (this.held !== null) this.deps.onLook();
  }

  /** Nothing is open any more. */
  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.held = null;
    this.turns = [];
  }

  private hasTurned(held: number, now: number): boolean {
    return this.turns.some((turn) => isBetween(turn, held, now));
  }

  private wait(now: number): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.turns.length === 0) return;
    const isSettled = this.turns.every((turn) => turn > now || now - turn > SETTLES_MS);
    const later = now + (isSettled ? LOOK_EVERY_MS : SOON_MS);
    const next = this.turns.reduce((least, turn) => (turn > now ? Math.min(turn, least) : least), later);
    this.timer = setTimeout(() => this.look(), next - now);
  }
}
