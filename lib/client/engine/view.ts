import { same } from "@/lib/domain/canonical";
import type { AnyItem } from "@/lib/domain/kinds";
import type { CheckIn } from "@/lib/domain/kinds/check-in";
import type { ChangedSlices, OpenVault, SaveState, SnapshotMessage } from "./contract";
import { changeOf } from "./items-change";
import type { OpenAccount } from "./open-account";
import type { SessionState } from "./session-state";
import type { Turns } from "./turns";

/** All that the screens of an open account show. */
function slicesOf(account: OpenAccount, moment: number): OpenVault {
  const { vault } = account;
  return {
    handle: account.who.handle,
    profile: account.profile,
    entries: vault.entries.current.items,
    paused: vault.entries.current.paused.on,
    checkIns: checkInsOf(vault.allMonths.flatMap(({ current }) => Object.values(current.items))),
    unreadMonths: vault.unread.length,
    setAside: vault.ofItems.flatMap((held) => held.current.setAside),
    unfinished: account.unfinished.current,
    link: account.linking.view,
    period: account.period,
    moment,
    myPage: account.myPage,
    theirPage: account.theirs.page,
    saving: savingOf(account),
    troubles: vault.troubles,
    staysOpen: account.kept.stays,
    lostWords: vault.lostWords,
  };
}

/** The check-ins among these items, newest first. */
const checkInsOf = (items: readonly AnyItem[]): CheckIn[] =>
  items.filter((item) => item.kind === "checkIn").sort((a, b) => b.startedAt - a.startedAt);

function savingOf(account: OpenAccount): SaveState {
  const { vault, publishing, myPage } = account;
  const { saveState } = vault;
  const sharing = publishing.behind !== null || account.mayStillShow;
  if (saveState.state === "notYet") return { ...saveState, sharing: sharing || account.showsMore };
  if (publishing.behind) return { state: "notYet", problem: publishing.behind, sharing };
  // Until what the other can fetch is known, nothing is said of it.
  const underway = publishing.running !== null || myPage.state === "unknown";
  return saveState.state === "saving" || underway || sharing
    ? { state: "saving", sharing }
    : { state: "saved" };
}

/** Lists that are put together anew each time: the same while their members are. */
const alike = (a: unknown, b: unknown): boolean =>
  a === b ||
  (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, at) => one === b[at]));
/** Slices that are small, and made anew each time: compared by what they say. */
const SMALL = new Set<string>(["saving", "troubles", "link", "myPage"] satisfies (keyof OpenVault)[]);

/**
 * Tells the page what there is to show: of an open vault only the slices that differ from what was told last, and of a slice of
 * items only those items, under a revision that counts up by one. So a pause in typing costs the page what was typed.
 */
export class View {
  private told: OpenVault | null = null;
  private toldAs: SessionState["status"] | null = null;
  private revision = 0;

  constructor(private readonly turns: Turns) {}

  /** What to tell; null when nothing changed. `whole`: somebody new listens, and knows nothing yet. */
  next(state: SessionState, { whole = false }: { whole?: boolean } = {}): SnapshotMessage | null {
    if (state.status !== "open" && state.status !== "glance") {
      [this.told, this.toldAs] = [null, null];
      this.turns.stop();
      if (state.status === "locked") {
        return { status: "locked", handle: state.handle, stillShown: state.stillShown };
      }
      // While somebody signs out the screen is empty already.
      return state.status === "leaving" ? { status: "signedOut" } : state;
    }
    const { status, account } = state;
    const moment = this.turns.momentFor(account.vault.items);
    const slices = slicesOf(account, moment);
    const changed = whole || this.told === null ? null : differing(this.told, slices);
    const isMore = status !== this.toldAs;
    this.toldAs = status;
    if (changed !== null && Object.keys(changed).length === 0 && !isMore) return null;
    this.revision += 1;
    this.told = slices;
    const { revision } = this;
    return changed === null
      ? { status, revision, whole: true, changed: slices }
      : { status, revision, whole: false, changed };
  }
}

function differing(before: OpenVault, now: OpenVault): ChangedSlices {
  const { entries, checkIns, ...others } = now;
  const differs = ([name, slice]: [string, unknown]) => {
    const old: unknown = Object.entries(before).find(([other]) => other === name)?.[1];
    return !(alike(old, slice) || (SMALL.has(name) && same(old, slice)));
  };
  const ofEntries =
    before.entries === entries ? null : changeOf(Object.values(before.entries), Object.values(entries), same);
  const ofCheckIns = alike(before.checkIns, checkIns) ? null : changeOf(before.checkIns, checkIns, same);
  return {
    ...Object.fromEntries(Object.entries(others).filter(differs)),
    ...(ofEntries && { entries: ofEntries }),
    ...(ofCheckIns && { checkIns: ofCheckIns }),
  };
}
