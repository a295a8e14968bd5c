import type { Device } from "@/lib/client/engine/device";
import type { TabMessage } from "@/lib/client/engine/tabs";
import type { Between, TestBrowser } from "../person";
import { awaited } from "./time";

/** What a step goes to: the server, the device's store, the other tabs. */
export type Medium = "request" | "store" | "tabs";

/** One step of a call: what is done there, and how often the same was done before it. */
export type Step = { readonly medium: Medium; readonly what: string; readonly nth: number };

/**
 * How each medium fails. A request: it is not sent; it is sent nowhere and never answered; the server has done it and the
 * answer is lost, or never comes; the server only fails; the cookie is gone; it is another account's by now. The store: as
 * each says. The tabs: the channel throws, or nobody hears it.
 */
export const FAULTS = {
  request: ["offline", "silent", "answer lost", "silent after", "down", "cookie gone", "other account"],
  store: ["rejects", "rejects after", "silent", "silent after", "refuses"],
  tabs: ["rejects", "unheard"],
} as const satisfies Record<Medium, readonly string[]>;
export type Fault = (typeof FAULTS)[Medium][number];

/** Whether one step fails alone, or everything of its medium from then on, until the failure is over. */
export const LASTING = ["once", "on"] as const;
export type Armed = {
  readonly step: Step;
  readonly fault: Fault;
  readonly lasting: (typeof LASTING)[number];
};

/** Every way in which a step can fail. A cookie that has changed stays so. */
export function waysToFail(step: Step): Armed[] {
  return FAULTS[step.medium].flatMap((fault) =>
    LASTING.filter((lasting) => lasting === "on" || !isOfCookie(fault)).map((lasting) => ({
      step,
      fault,
      lasting,
    })),
  );
}

const isOfCookie = (fault: Fault) => fault === "cookie gone" || fault === "other account";

export const nameOf = ({ step: { medium, what, nth }, fault, lasting }: Armed): string =>
  `${medium} ${what} #${nth + 1}: ${fault}, ${lasting}`;

/** Stands between the tabs of one browser and all that they use: notes each step, and lets the one that it is told fail. */
export class Steps {
  /** Every step since `watch`, in order. */
  readonly taken: Step[] = [];
  /** When each request was tried since `watch`. */
  readonly triedAt: number[] = [];
  /** Whether the step that is to fail has come. */
  hasFailed = false;
  /** Called before each step since `watch`, and after it; whoever answers true has the one that took it never hear of it. */
  onStep: (step: Step, when: "before" | "after") => boolean = () => false;
  private armed: Armed | null = null;
  private isOn = false;
  private isWatching = false;
  private readonly documents: string[] = [];
  private readonly counts = new Map<string, number>();

  /**
   * `onDone`: called when the server has done what was asked. `other`: the cookie of somebody else.
   */
  constructor(
    private readonly browser: TestBrowser,
    private readonly other: string,
    private readonly onDone: () => Promise<void>,
  ) {
    browser.between = this.between();
  }

  /** Counts the steps from now on, and lets one of them fail. */
  watch(armed: Armed | null): void {
    this.isWatching = true;
    this.armed = armed;
    this.triedAt.length = 0;
  }

  /** The call is over: what comes later is no step of it. */
  unwatch(): void {
    this.isWatching = false;
  }

  /** The failure is over. */
  mend(): void {
    this.isOn = false;
    this.armed = null;
  }

  /** A request in the terms of a step. Names that the server knows documents by are new ones where the key is. */
  private requestNamed(line: string): string {
    return line.replace(/[\w-]{43}/, (name) => {
      if (!this.documents.includes(name)) this.documents.push(name);
      return `document ${this.documents.indexOf(name) + 1}`;
    });
  }

  private reach(medium: Medium, what: string): { step: Step; fault: Fault | null } {
    if (medium === "request") this.triedAt.push(Date.now());
    const nth = this.counts.get(`${medium} ${what}`) ?? 0;
    const step = { medium, what, nth };
    if (!this.isWatching) return { step, fault: this.lasting(medium) };
    this.counts.set(`${medium} ${what}`, nth + 1);
    this.taken.push(step);
    const { armed } = this;
    if (!armed || !isSameStep(step, armed.step)) return { step, fault: this.lasting(medium) };
    this.hasFailed = true;
    this.isOn = armed.lasting === "on";
    return { step, fault: armed.fault };
  }

  /** How everything of this medium fails by now, if it does. */
  private lasting(medium: Medium): Fault | null {
    return this.isOn && this.armed?.step.medium === medium ? this.armed.fault : null;
  }

  private isCut(step: Step, when: "before" | "after"): boolean {
    return this.isWatching && this.onStep(step, when);
  }

  private between(): Between {
    return {
      fetch: (send) => async (path, init) => {
        const { step, fault } = this.reach("request", this.requestNamed(`${init.method} ${path}`));
        if (this.isCut(step, "before")) return never();
        if (fault === "offline") throw new TypeError("offline");
        if (fault === "silent") return aborted(init.signal);
        if (fault === "down") return Response.json({ error: "unavailable" }, { status: 503 });
        if (fault === "cookie gone") this.browser.cookie = undefined;
        if (fault === "other account") this.browser.cookie = this.other;
        const answer = await send(path, init);
        if (init.method !== "GET") await awaited(this.onDone());
        if (this.isCut(step, "after")) return never();
        if (fault === "answer lost") throw new TypeError("the answer was lost");
        return fault === "silent after" ? aborted(init.signal) : answer;
      },
      device: (device) => this.deviceBetween(device),
      tabs: (tabs) => ({
        tell: (message) => {
          const { fault } = this.reach("tabs", message.say satisfies TabMessage["say"]);
          if (fault === "rejects") throw new DOMException("The channel is closed", "InvalidStateError");
          if (fault === null) tabs.tell(message);
        },
      }),
    };
  }

  private deviceBetween(device: Device): Device {
    const through = async <Result>(
      what: keyof Device,
      does: () => Promise<Result>,
      refused: Result,
    ): Promise<Result> => {
      const { step, fault } = this.reach("store", what);
      if (this.isCut(step, "before")) return never();
      if (fault === "rejects") throw new DOMException("The store failed", "UnknownError");
      if (fault === "silent") return never();
      if (fault === "refuses") return refused;
      const result = await does();
      if (this.isCut(step, "after")) return never();
      if (fault === "rejects after") throw new DOMException("The store failed", "AbortError");
      return fault === "silent after" ? never() : result;
    };
    return {
      remember: (...of) => through("remember", () => device.remember(...of), false),
      touch: (...of) => through("touch", () => device.touch(...of), undefined),
      keeps: (...of) => through("keeps", () => device.keeps(...of), false),
      keptFor: (...of) => through("keptFor", () => device.keptFor(...of), null),
      recall: (...of) => through("recall", () => device.recall(...of), null),
      forget: (...of) => through("forget", () => device.forget(...of), undefined),
      keepUnsent: (...of) => through("keepUnsent", () => device.keepUnsent(...of), false),
      dropUnsent: (...of) => through("dropUnsent", () => device.dropUnsent(...of), undefined),
      unsentOf: (...of) => through("unsentOf", () => device.unsentOf(...of), []),
      wipe: () => through("wipe", () => device.wipe(), undefined),
    };
  }
}

const isSameStep = (one: Step, other: Step): boolean =>
  one.medium === other.medium && one.what === other.what && one.nth === other.nth;

const never = <Result>(): Promise<Result> => new Promise(() => {});

/** What a request that nobody answers comes to: it is given up. */
const aborted = (signal: AbortSignal | null | undefined): Promise<never> =>
  new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason));
  });
