import { notRead } from "@/lib/client/engine/sealed-documents";
import { blindName, parseVaultKey, seal, type VaultKey } from "@/lib/crypto";
import { canonical } from "@/lib/domain/canonical";
import { db } from "@/lib/server/db";
import { ACCESS_LIFETIME_MS } from "@/lib/wire/access";
import { send } from "../http";
import { type Tab, TestBrowser } from "../person";
import type { Scene } from "./calls";
import { contentHeld, contentOnScreen } from "./content";
import { type Armed, type Step, Steps } from "./steps";
import { atRest, drive, type Ended, pass, passUntil, whileUnderWay } from "./time";
import { Watch } from "./watch";
import { documentsOf, isSaved, readersKeys, rubbish, STRAY, throwAway, type Worlds } from "./worlds";

/** The document that holds what the writer wrote: in a world that is new, all of it is recent. */
const WRITTEN = "recent";
/** How long a failure lasts, milliseconds. */
const FAILURE_MS = 3 * 60_000;
/** The most requests in any later minute of a failure, and those in the first one beyond the call's own. */
const MOST_A_MINUTE = 4;
const MOST_AT_FIRST = 12;

/**
 * Where the writer stands after a run: what is held for them, what the reader can fetch, and where the link stands by the
 * writer's screen and by their documents, which hold its keys.
 */
type Standing = { content: string; documents: number; pages: string; link: string };

export type Ran = {
  /** The steps of the call, in order. */
  steps: readonly Step[];
  /** How many requests the server got meanwhile, by its own count. */
  sent: number;
  /** Whether the step that was to fail was reached. */
  hasFailed: boolean;
  /** The requests in the first minute beyond the call's own, and the most in a later one. */
  rate: { first: number; later: number };
  /** What the reader can fetch once the call is done. */
  pages: Watch["pages"];
  end: Standing;
  /** What is not as the four invariants have it, each led by the number of its invariant. */
  wrong: readonly string[];
};

/** A call that is made once, in a world that is begun again for it. */
export class Run {
  private readonly wrong: string[] = [];
  private readonly tabs: Tab[] = [];
  private whole: Uint8Array | null = null;
  private rate = { first: 0, later: 0 };

  private constructor(
    private readonly worlds: Worlds,
    private readonly scene: Scene,
    private readonly undisturbed: Ran | null,
    private readonly browser: TestBrowser,
    private readonly steps: Steps,
    private readonly watch: Watch,
    private tab: Tab,
  ) {}

  /** `undisturbed`: how the call went without a failure; null where this is that run. */
  static async make(
    worlds: Worlds,
    scene: Scene,
    undisturbed: Ran | null,
    armed: Armed | null,
  ): Promise<Ran> {
    const { writer, reader: readersBrowser } = await worlds.enter(scene.world);
    const browser = scene.begins === "elsewhere" ? new TestBrowser() : writer;
    const watch = new Watch(worlds.cast.reader.ownerId);
    const steps = new Steps(browser, worlds.cast.otherCookie, () => watch.look());
    const run = new Run(worlds, scene, undisturbed, browser, steps, watch, browser.openTab());
    await run.begin(readersBrowser);
    const look = () => run.rest();
    atRest.add(look);
    return run.through(armed).finally(() => atRest.delete(look));
  }

  private async begin(readersBrowser: TestBrowser): Promise<void> {
    const { scene, browser, tab, watch } = this;
    this.hearing(tab);
    await this.damage();
    if (scene.begins === "locked") browser.stored.unlocked = null;
    const isOpen = scene.begins === undefined;
    if (isOpen || scene.begins === "locked") await drive(tab.engine.restore());
    if (isOpen && !(await passUntil(() => isSaved(tab)))) {
      throw new Error("All was to be saved before");
    }
    if (scene.beside) {
      const beside = this.hearing(browser.openTab());
      await drive(beside.engine.restore());
      await passUntil(() => isSaved(beside));
    }
    await scene.before?.(tab, readersBrowser);
    const shows = scene.shows ? (this.undisturbed?.pages ?? "anything") : null;
    await watch.begin(await readersKeys(this.worlds.cast.reader), shows);
  }

  private async through(armed: Armed | null): Promise<Ran> {
    const { scene, browser, steps, watch, worlds } = this;
    const sentBefore = browser.requests.length;
    const from = Date.now();
    steps.watch(armed);
    const outcome = await whileUnderWay(scene.call(this.tab, worlds.cast));
    const said = inAWord(outcome);
    if (outcome.ended === "never") this.wrong.push("0 the call never ended");
    await pass(3_000);
    const [sent, taken] = [browser.requests.length - sentBefore, [...steps.taken]];
    if (armed) await pass(FAILURE_MS);
    steps.unwatch();
    await watch.look();
    this.checkRate(from);
    await this.checkSaved("during the failure", armed);
    steps.mend();
    if (scene.leaves) await this.checkLeft(armed);

    const { pages } = watch;
    if (armed || scene.leaves) await this.comeBack(said);
    await this.mendDocument();
    let end = await this.standing();
    // Taken off the page itself, and the writer's tab was taken before that arrived: it is in no document. That it shows is said.
    const isLost = scene.damage === "rubbish" && this.tabs[0]?.taken === true;
    if (
      this.undisturbed &&
      (said !== "ok" || isLost || scene.isRepeated) &&
      !isSame(end, this.undisturbed.end)
    ) {
      await this.again();
      end = await this.standing();
    }
    await this.checkEnd(end);
    for (const tab of this.tabs) await throwAway(tab);
    // Limits against floods are counted by the minute, and the next run begins at the same moment.
    await pass(61_000);
    const wrong = [...this.wrong, ...watch.wrong];
    return { steps: taken, sent, hasFailed: steps.hasFailed, rate: this.rate, pages, end, wrong };
  }

  /** How many requests were tried in each minute since. */
  private checkRate(from: number): void {
    const since = this.steps.triedAt.map((at) => at - from);
    const inMinute = (start: number) => since.filter((at) => at >= start && at < start + 60_000).length;
    const first = inMinute(0) - (this.undisturbed?.sent ?? inMinute(0));
    const later = Math.max(0, ...since.filter((at) => at >= 60_000).map(inMinute));
    this.rate = { first, later };
    if (first > MOST_AT_FIRST || later > MOST_A_MINUTE) {
      this.wrong.push(`4 ${first} requests more in the first minute, ${later} in a later one`);
    }
  }

  /** What is said to be saved is with the server; what is not there is said, and kept on the device where that works. */
  private async checkSaved(when: string, armed: Armed | null): Promise<void> {
    const { snapshot } = this.tab;
    if (snapshot.status !== "open" || snapshot.vault.troubles.length > 0) return;
    if (contentOnScreen(snapshot.vault) === contentHeld(await documentsOf(await this.keys()))) return;
    const { state } = snapshot.vault.saving;
    if (state === "saved") this.wrong.push(`2 said saved ${when}, and it is not`);
    const canKeep = armed?.step.medium !== "store";
    if (canKeep && this.browser.unsent.size === 0) this.wrong.push(`2 ${state} ${when}, and it is not kept`);
  }

  /** After a lock or a sign-out nothing opens, and what still shows is said. */
  private async checkLeft(armed: Armed | null): Promise<void> {
    const { browser, tab, worlds, watch, undisturbed } = this;
    const { snapshot } = tab;
    const isStillShown = canonical(watch.pages) !== canonical(undisturbed?.pages ?? watch.pages);
    if (snapshot.status === "open") this.wrong.push("3 it is open");
    if (snapshot.status === "locked" && isStillShown && !snapshot.stillShown) {
      this.wrong.push("1 at the lock it still shows, and that is not said");
    }
    const reloaded = this.hearing(browser.openTab());
    await drive(reloaded.engine.restore());
    if (reloaded.snapshot.status === "open") this.wrong.push("3 it opens again without the passphrase");
    // What could not be told to the server ends by itself, and so does a tab that could not be told.
    if (armed && armed.step.medium !== "store") await pass(ACCESS_LIFETIME_MS);
    if (armed?.step.medium === "tabs") return;
    for (const access of browser.tokens) {
      const { status } = await send("vault", {
        cookie: browser.cookie,
        access,
        account: worlds.cast.writer.ownerId,
      });
      if (status === 200) this.wrong.push("3 a token still opens the vault");
    }
  }

  /** The writer does what the screen says, until all is open and saved. `told`: what the call said. */
  private async comeBack(told: string): Promise<void> {
    const { cast } = this.worlds;
    const { engine: called, snapshot: after } = this.tab;
    const said: string[] = [];
    if (this.scene.signsInWith && told !== "ok" && !this.tab.ended) {
      said.push(await brief(this.scene.call(this.tab, cast)));
    } else if (told === "signed_out" && after.status === "open") {
      said.push(await this.withPassphrase(({ passphrase }) => called.unlock(passphrase, () => {})));
    }
    for (let tries = 0; tries < 6; tries++) {
      const { taken, ended } = this.tab;
      if (ended) this.tab = this.hearing(this.browser.openTab());
      const { engine, snapshot } = this.tab;
      said.push(`${snapshot.status}${ended ? " anew" : ""}`);
      if (snapshot.status === "open") {
        const { saving } = snapshot.vault;
        const isOut = saving.state === "notYet" && saving.problem === "signed_out";
        if (isSaved(this.tab)) return;
        said.push(
          await (isOut
            ? this.withPassphrase((one) => engine.unlock(one.passphrase, () => {}))
            : brief(engine.retrySaving())),
        );
        if (await passUntil(() => isSaved(this.tab))) return;
      } else if (snapshot.status === "locked" && snapshot.handle === cast.writer.handle) {
        said.push(await this.withPassphrase(({ passphrase }) => engine.unlock(passphrase, () => {})));
      } else if (snapshot.status !== "unreachable" || taken || this.scene.begins === "elsewhere") {
        said.push(await this.withPassphrase((one) => engine.signIn(one, () => {})));
      } else said.push(await brief(engine.restore()));
    }
    this.wrong.push(`2 it does not come back: ${said.join(", ")}`);
  }

  private async withPassphrase(
    enter: (one: { handle: string; passphrase: string }) => Promise<unknown>,
  ): Promise<string> {
    const { cast } = this.worlds;
    const said: string[] = [];
    for (const one of this.scene.signsInWith?.(cast) ?? [cast.writer]) {
      said.push(await brief(enter(one)));
      if (said.at(-1) === "ok") break;
    }
    return said.join(" or ");
  }

  /** The writer makes the call again, now that nothing fails. */
  private async again(): Promise<void> {
    const said = await brief(this.scene.call(this.tab, this.worlds.cast));
    if (said !== "ok") this.wrong.push(`2 made again, it fails: ${said}`);
    await this.comeBack(said);
  }

  private async checkEnd(end: Standing): Promise<void> {
    await this.checkSaved("at the end", null);
    const { undisturbed, scene, tab } = this;
    if (!undisturbed) return;
    const { snapshot } = tab;
    if (end.content !== undisturbed.end.content)
      this.wrong.push(`2 ends as ${end.content}, not ${undisturbed.end.content}`);
    if (end.documents !== undisturbed.end.documents)
      this.wrong.push(`2 ends with ${end.documents} documents`);
    if (end.link !== undisturbed.end.link) this.wrong.push(`2 ends ${end.link}, not ${undisturbed.end.link}`);
    // What a press asked to be shown and was lost on the way out waits for another one, and that is said.
    const waits =
      snapshot.status === "open" &&
      snapshot.vault.myPage.state === "known" &&
      snapshot.vault.myPage.beyond.length > 0;
    if (end.pages !== undisturbed.end.pages && !(scene.shows && waits)) {
      this.wrong.push(`1 ends with ${end.pages}, not ${undisturbed.end.pages}`);
    }
  }

  private async standing(): Promise<Standing> {
    const { snapshot } = this.tab;
    await this.watch.look();
    const held = await documentsOf(await this.keys());
    const onScreen = snapshot.status === "open" ? snapshot.vault.link.state : snapshot.status;
    return {
      content: contentHeld(held),
      documents: await db().vaultDocument.count({ where: { ownerId: this.worlds.cast.writer.ownerId } }),
      pages: canonical(this.watch.pages),
      link: `${onScreen}, and its keys ${held.link?.link.state ?? "none"}`,
    };
  }

  /** Whose documents are looked at, and their key. */
  private async keys(): Promise<{ ownerId: string; key: VaultKey }> {
    const { scene, worlds } = this;
    if (!scene.signsInWith) return worlds.cast.writer;
    const here = keyKeptBy(this.browser);
    if (here && this.tab.snapshot.status === "open") return here;
    const elsewhere = new TestBrowser();
    const tab = elsewhere.openTab();
    await this.withPassphraseOn(tab);
    await throwAway(tab);
    return keyKeptBy(elsewhere) ?? worlds.cast.writer;
  }

  private async withPassphraseOn({ engine }: Tab): Promise<void> {
    await this.withPassphrase((one) => engine.signIn(one, () => {}));
  }

  /** The document that could not be opened is whole again. */
  private async mendDocument(): Promise<void> {
    if (!this.whole) return;
    await this.writeOver(this.whole);
    await drive(this.tab.engine.heldByHost());
    await drive(this.tab.engine.retrySaving());
    await passUntil(() => isSaved(this.tab));
  }

  private async damage(): Promise<void> {
    const { scene, worlds } = this;
    const { ownerId, key } = worlds.cast.writer;
    if (scene.damage === "rubbish") this.whole = await this.writeOver(rubbish());
    else if (scene.damage === "stray") {
      await db().vaultDocument.create({ data: { ownerId, name: STRAY, version: 1, sealed: rubbish() } });
    } else if (scene.damage === "lost") {
      const { version } = await this.writtenRow();
      const context = { owner: ownerId, kind: "vault-document", name: WRITTEN, version } as const;
      await this.writeOver(await seal(key, context, notRead("AA")));
    }
  }

  /** Writes over the document that holds what the writer wrote; gives what stood there. */
  private async writeOver(sealed: Uint8Array): Promise<Uint8Array> {
    const before = await this.writtenRow();
    const { ownerId, name } = before;
    const where = { ownerId_name: { ownerId, name } };
    await db().vaultDocument.update({ where, data: { sealed: new Uint8Array(sealed) } });
    return before.sealed;
  }

  private writtenRow() {
    const { ownerId, key } = this.worlds.cast.writer;
    const where = { ownerId_name: { ownerId, name: blindName(key, WRITTEN) } };
    return db().vaultDocument.findUniqueOrThrow({ where });
  }

  private rest(): void {
    for (const { snapshot } of this.tabs) this.watch.rest(snapshot);
  }

  private hearing(tab: Tab): Tab {
    tab.onShown = (snapshot) => this.watch.hear(snapshot);
    this.tabs.push(tab);
    return tab;
  }
}

/** Whose key a browser keeps, and which. */
function keyKeptBy({ stored: { unlocked } }: TestBrowser): { ownerId: string; key: VaultKey } | null {
  const key = parseVaultKey(unlocked?.key ?? "");
  return unlocked && key && { ownerId: unlocked.owner, key };
}

const isSame = (one: Standing, other: Standing) => canonical(one) === canonical(other);

/** What came of it, in a word: "ok", or why not. */
function inAWord(outcome: Ended<unknown>): string {
  if (outcome.ended === "rejected") return String(outcome.error);
  if (outcome.ended === "never") return "never";
  const { result } = outcome;
  return typeof result === "object" && result !== null && "problem" in result ? String(result.problem) : "ok";
}

const brief = async (work: Promise<unknown>): Promise<string> => inAWord(await whileUnderWay(work));
