import type { Engine, OpenVault, Snapshot } from "@/lib/client/engine/contract";
import type { Device } from "@/lib/client/engine/device";
import type { Kept, Unsent } from "@/lib/client/engine/device-store";
import { createEngine } from "@/lib/client/engine/engine";
import { createHttp } from "@/lib/client/engine/http";
import { FOLD_EVERY } from "@/lib/client/engine/items-plan";
import { NOTHING_KNOWN, takeIn } from "@/lib/client/engine/known";
import type { TabMessage, Tabs } from "@/lib/client/engine/tabs";
import { parseVaultKey, reloadProof } from "@/lib/crypto";
import type { AnyItem, PartOf } from "@/lib/domain/kinds";
import type { Comfort } from "@/lib/domain/kinds/comfort";
import type { ShareVerb } from "@/lib/domain/sharing/apply";
import { ofKind } from "@/lib/domain/sheet/arrange";
import { lookUp } from "@/lib/domain/vault/look-up";
import { cookieOf, newAddress } from "./account";
import { ORIGIN } from "./database";
import { noteToken, send } from "./http";

const openTabs = new Map<Tab, TestBrowser>();

/** Every request that is with its handler. */
export const withHandlers = new Set<Promise<unknown>>();

/** What stands between a tab and all that it uses: a test that lets a step of it fail puts its own here. */
export type Between = {
  fetch(send: Send): Send;
  device(device: Device): Device;
  tabs(tabs: Tabs): Tabs;
};
export type Send = (path: string, init: RequestInit) => Promise<Response>;
const NOTHING_BETWEEN: Between = { fetch: (send) => send, device: (device) => device, tabs: (tabs) => tabs };

/** Locks every tab that a test opened and takes its network away, so that nothing of it goes on behind the next one. */
export async function lockEveryTab(): Promise<void> {
  for (const [tab, browser] of openTabs) {
    await tab.engine.lock();
    browser.network = "offline";
    await browser.answered;
  }
  openTabs.clear();
}

/** What one browser keeps between reloads: its cookie jar and its store. */
export class TestBrowser {
  cookie: string | undefined;
  /** Set to make requests fail: "offline" before they are sent, "answerLost" after the server has done its work. */
  network: "up" | "offline" | "answerLost" | "down" = "up";
  /** The token that a tab of it got last, as developer tools would show it. */
  newestToken = "";
  /** All that its tabs ever got. */
  readonly tokens: string[] = [];
  /** Whether its tabs hear each other. */
  tabsTalk = true;
  /** Requests are sent once this has resolved: a network that is slow. */
  held: Promise<void> = Promise.resolve();
  /** How long each request takes to arrive, milliseconds. */
  delayMs = 0;
  /** Called with each request just before it is sent: a tab that is closed in it sends that one no more. */
  onRequest: (request: string) => void = () => {};
  /** Called when the server has answered: a tab that is closed in it does not hear the answer. */
  onAnswer: () => void = () => {};
  /** Every request that was sent, in order: method and path. */
  readonly requests: string[] = [];
  /** Settles when all requests so far have. */
  answered: Promise<unknown> = Promise.resolve();
  now: () => number = () => Date.now();
  /** Asked when a tab opens. */
  between: Between = NOTHING_BETWEEN;
  readonly stored = {
    unlocked: null as null | (Kept & { key: string; half: string; lastActive: number; idleMs: number }),
  };
  readonly unsent = new Map<string, Unsent>();
  private readonly listeners = new Set<(message: TabMessage) => void>();
  readonly address = newAddress();

  /** Opens a tab: a new engine on this browser's cookies and store. */
  openTab(): Tab {
    const own = { listen: (_: TabMessage) => {}, closed: false, offline: () => false };
    const isClosed = () => own.closed;
    const { between } = this;
    const send = between.fetch((path, init) => this.fetch(path, init, isClosed));
    const engine = createEngine({
      http: createHttp((input, init) =>
        own.offline() ? Promise.reject(new TypeError("offline")) : send(String(input), init ?? {}),
      ),
      device: between.device(whileOpen(this.device(), isClosed)),
      origin: ORIGIN,
      now: () => this.now(),
      joinTabs: (listen) => {
        own.listen = listen;
        this.listeners.add(listen);
        return between.tabs({
          tell: (message) => {
            if (!this.tabsTalk) return;
            for (const other of this.listeners) if (other !== own.listen) other(message);
          },
        });
      },
    });
    const tab = new Tab(engine, () => {
      own.closed = true;
      this.listeners.delete(own.listen);
      openTabs.delete(tab);
    });
    own.offline = () => tab.offline;
    openTabs.set(tab, this);
    return tab;
  }

  private async fetch(path: string, init: RequestInit, isClosed: () => boolean): Promise<Response> {
    if (isClosed()) return never();
    this.onRequest(`${init.method} ${path}`);
    if (isClosed()) return never();
    const answer = this.exchange(path, init);
    this.answered = Promise.allSettled([this.answered, answer]);
    const answered = await answer;
    this.onAnswer();
    return isClosed() ? never() : answered;
  }

  private async exchange(path: string, init: RequestInit): Promise<Response> {
    this.requests.push(`${init.method} ${path}`);
    await this.held;
    if (this.delayMs > 0) await new Promise((done) => setTimeout(done, this.delayMs));
    if (this.network === "offline") throw new TypeError("offline");
    if (this.network === "down") return Response.json({ error: "unavailable" }, { status: 503 });
    const handled = send(path.replace("/api/", ""), {
      method: init.method ?? "GET",
      body: init.body ?? undefined,
      cookie: this.cookie,
      account: null,
      access: null,
      address: this.address,
      headers: { "content-type": undefined, ...Object.fromEntries(new Headers(init.headers)) },
    });
    withHandlers.add(handled);
    const answer = await handled.finally(() => withHandlers.delete(handled));
    const set = cookieOf(answer);
    if (set) this.cookie = set;
    const { token } = answer.json ?? {};
    if (this.cookie && typeof token === "string") {
      this.newestToken = token;
      this.tokens.push(token);
      noteToken(this.cookie, token);
    }
    if (this.network === "answerLost") throw new TypeError("the answer was lost");
    return new Response(answer.status === 304 ? null : answer.bytes, {
      status: answer.status,
      headers: answer.headers,
    });
  }

  /** The store in memory; tests in the browser use the real one. */
  private device(): Device {
    const { stored, unsent } = this;
    const at = (owner: string, name: string) => `${owner}/${name}`;
    return {
      async remember(owner, key, half, idleMs, lastActive) {
        stored.unlocked = { owner, key, half, proof: reloadProof(key, half), first: [], idleMs, lastActive };
        return true;
      },
      async touch(now, idleMs) {
        if (stored.unlocked) stored.unlocked = { ...stored.unlocked, lastActive: now, idleMs };
      },
      async keeps(owner, now) {
        const record = stored.unlocked;
        if (!record) return false;
        const idle = now - record.lastActive;
        const isKept = record.owner === owner && idle >= 0 && idle <= record.idleMs;
        if (!isKept) stored.unlocked = null;
        return isKept;
      },
      async keptFor(now) {
        const record = stored.unlocked;
        const idle = now - (record?.lastActive ?? 0);
        return record && idle >= 0 && idle <= record.idleMs ? record : null;
      },
      async recall(owner, half) {
        const record = stored.unlocked;
        return record?.owner === owner && record.half === half ? parseVaultKey(record.key) : null;
      },
      async forget(owner) {
        if (owner === undefined || stored.unlocked?.owner === owner) stored.unlocked = null;
      },
      async keepUnsent(one) {
        unsent.set(at(one.owner, one.name), one);
        return true;
      },
      async dropUnsent(owner, name) {
        unsent.delete(at(owner, name));
      },
      async unsentOf(owner) {
        return [...unsent.values()].filter((one) => one.owner === owner);
      },
      async wipe() {
        stored.unlocked = null;
        unsent.clear();
      },
    };
  }
}

const never = <Result>(): Promise<Result> => new Promise(() => {});

/** A device as a tab sees it: once that is closed it keeps nothing more, and never answers. */
function whileOpen(device: Device, isClosed: () => boolean): Device {
  return {
    remember: (...of) => (isClosed() ? never() : device.remember(...of)),
    touch: (...of) => (isClosed() ? never() : device.touch(...of)),
    keeps: (...of) => (isClosed() ? never() : device.keeps(...of)),
    keptFor: (...of) => (isClosed() ? never() : device.keptFor(...of)),
    recall: (...of) => (isClosed() ? never() : device.recall(...of)),
    forget: (...of) => (isClosed() ? never() : device.forget(...of)),
    keepUnsent: (...of) => (isClosed() ? never() : device.keepUnsent(...of)),
    dropUnsent: (...of) => (isClosed() ? never() : device.dropUnsent(...of)),
    unsentOf: (...of) => (isClosed() ? never() : device.unsentOf(...of)),
    wipe: () => (isClosed() ? never() : device.wipe()),
  };
}

/** A tab: an engine, and what it last showed. */
export class Tab {
  private known = NOTHING_KNOWN;
  /** Set to make the requests of this tab alone fail before they are sent. */
  offline = false;
  ended = false;
  /** Whether it ended because somebody else signed in. */
  taken = false;
  /** Called with everything that is shown. */
  onShown: (snapshot: Snapshot) => void = () => {};
  private waiting: (() => void)[] = [];

  /**
   * `close`: ends the tab as a browser that is killed does. Nothing of it goes out or is kept any more, and its engine is not
   * told. The key stays on the device.
   */
  constructor(
    readonly engine: Engine,
    readonly close: () => void,
  ) {
    void this.listen();
  }

  /** Listens to the engine, which begins with everything that there is to show. */
  async listen(): Promise<void> {
    await this.engine.subscribe(
      (message) => {
        this.known = takeIn(this.known, message);
        this.onShown(this.snapshot);
        for (const wake of this.waiting.splice(0)) wake();
      },
      (taken) => {
        this.ended = true;
        this.taken = taken;
      },
    );
  }

  get snapshot(): Snapshot {
    return this.known.snapshot;
  }

  /** The open vault; throws when it is not open. */
  get vault(): OpenVault {
    if (this.snapshot.status !== "open") throw new Error(`The vault is not open: ${this.snapshot.status}`);
    return this.snapshot.vault;
  }

  /** Waits until what is shown fulfils a condition; fails after two minutes, which is a hang, with what was shown last. */
  async until(condition: (snapshot: Snapshot) => boolean): Promise<void> {
    const deadline = Date.now() + 120_000;
    while (!condition(this.snapshot)) {
      if (Date.now() > deadline) {
        throw new Error(`Never came about; last: ${JSON.stringify(this.snapshot).slice(0, 2000)}`);
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 200);
        this.waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** Waits until everything is saved and published; words that are being typed do not wait for their turn. */
  saved(): Promise<void> {
    void this.engine.outOfView();
    return this.until((snapshot) => snapshot.status === "open" && snapshot.vault.saving.state === "saved");
  }
}

export type Person = {
  browser: TestBrowser;
  tab: Tab;
  handle: string;
  passphrase: string;
  recoveryCode: string;
};

/** Somebody new, signed up and open on a browser of their own. */
export async function newPerson(): Promise<Person> {
  const browser = new TestBrowser();
  const tab = browser.openTab();
  const [handle, passphrase, recoveryCode] = await Promise.all([
    tab.engine.suggestHandle(),
    tab.engine.suggestPassphrase(),
    tab.engine.newRecoveryCode(),
  ]);
  const made = await tab.engine.signUp({ handle, passphrase, recoveryCode }, () => {});
  if (!made.ok) throw new Error(`Sign-up failed: ${made.problem}`);
  await vouchedFor(browser);
  return { browser, tab, handle, passphrase, recoveryCode };
}

/** Waits until the server knows what a reload proves itself by: that goes on behind an opening, and tests count requests. */
async function vouchedFor(browser: TestBrowser): Promise<void> {
  const until = performance.now() + 10_000;
  while (!browser.requests.includes("PUT /api/key-half/verifier")) {
    if (performance.now() > until) throw new Error("Nobody vouched for the half");
    await new Promise((done) => setTimeout(done, 2));
  }
  await browser.answered;
}

/** Links two people through the whole exchange. */
export async function link(maker: Person, accepter: Person): Promise<void> {
  await must(maker.tab.engine.makeInvite());
  const { link: invited } = maker.tab.vault;
  if (invited.state !== "invited") throw new Error(`No invite: ${invited.state}`);
  await must(accepter.tab.engine.acceptInvite(invited.url));
  await maker.tab.engine.refreshLink();
  await must(maker.tab.engine.confirmLink());
  await accepter.tab.engine.refreshLink();
  await Promise.all([maker.tab.saved(), accepter.tab.saved()]);
}

/** What a person does with a form and its ticks: writes an item, then ticks parts of it, each as it reads now. */
export async function shareParts(tab: Tab, item: AnyItem, parts: readonly PartOf<AnyItem>[]): Promise<void> {
  await tab.engine.saveItem(item);
  for (const part of parts) await press(tab, item, { do: "tick", part });
}

/** Shares a comfort's note with an end. No screen sets one yet: the undo of an untick does. */
export async function shareNoteUntil(tab: Tab, comfort: Comfort, until: number): Promise<void> {
  await shareParts(tab, comfort, ["note"]);
  const held = lookUp(tab.vault.entries, comfort.id);
  const note = held?.kind === "comfort" ? held.share?.parts.note : undefined;
  if (held?.kind !== "comfort" || !held.share || !note) throw new Error("The note was not ticked");
  await press(tab, comfort, { do: "untick", part: "note" });
  const as = { ...held, share: { ...held.share, parts: { note: { ...note, until } } } };
  await press(tab, comfort, { do: "giveBack", as });
}

/** One press on the sharing of an item. */
export const press = (tab: Tab, { id }: AnyItem, verb: ShareVerb): Promise<void> =>
  tab.engine.shareItem(id, verb);

/** Edits until all that is recent lies in the documents that it belongs to. `edit`: one edit of an item, by its number. */
export async function fold(tab: Tab, edit: (round: number) => Promise<unknown>): Promise<void> {
  for (let round = 0; round < FOLD_EVERY; round++) {
    const held = await tab.engine.heldByHost();
    if (!held.ok) throw new Error(held.problem);
    const recent = held.documents.find(({ document }) => document === "recent");
    if (recent && recent.version % FOLD_EVERY === 0) return;
    await edit(round);
    await tab.saved();
  }
}

/** Takes the first item of a kind off the published page, where there is one: what the row of the page itself does. */
export async function takeOff({ engine, vault }: Tab, kind: AnyItem["kind"]): Promise<void> {
  const item = vault.myPage.state === "known" && ofKind(vault.myPage.page, kind)[0];
  if (item) await engine.takeOff(item);
}

/** Unwraps an outcome that has to be good. */
export async function must(outcome: Promise<{ ok: true } | { ok: false; problem: string }>): Promise<void> {
  const result = await outcome;
  if (!result.ok) throw new Error(`Refused: ${result.problem}`);
}
