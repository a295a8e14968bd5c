import type { AnyItem, PageItemOf } from "@/lib/domain/kinds";
import type { CheckIn } from "@/lib/domain/kinds/check-in";
import type { ShareVerb } from "@/lib/domain/sharing/apply";
import type { PartOfItem } from "@/lib/domain/sheet/meet";
import type { Page } from "@/lib/domain/sheet/schema";
import type { DocumentName } from "@/lib/domain/vault/names";
import type { EntriesDocument, ProfileDocument, SetAside } from "@/lib/domain/vault/schema";
import type { ItemsChange } from "./items-change";

/*
 * What the page and the engine say to each other. The engine runs in a worker: it holds the keys, opens, checks and
 * seals documents, and does every request that carries something personal. The page gets snapshots, draws them, and
 * asks for changes. Nothing in a snapshot is a key.
 */

/** Why a request did not do what was asked, in the terms of the sentences under `problems` in messages/. */
export type Problem =
  | "offline"
  | "server"
  | "too_many"
  | "signed_out"
  | "no_cookies"
  | "wrong_passphrase"
  | "wrong_code"
  | "handle_taken"
  | "bad_handle"
  | "weak_passphrase"
  | "cannot_open"
  | "older_than_seen"
  | "newer_program"
  | "already_linked"
  | "invite_open"
  | "invite_unknown"
  | "invite_expired"
  | "invite_used"
  | "invite_own"
  | "invite_malformed"
  | "invite_tampered"
  | "not_linked";

export type Outcome<Extra extends object = object> = ({ ok: true } & Extra) | { ok: false; problem: Problem };

/**
 * Which document could not be opened. It is left as it is, and what it would hold cannot be edited meanwhile. `not_recovered`: it
 * could not be opened when the account was recovered, and its key is gone since.
 */
export type Trouble = {
  readonly document: "profile" | "entries" | "checkIns" | "link" | "unknown";
  readonly problem: "cannot_open" | "older_than_seen" | "newer_program" | "not_recovered";
};

/**
 * `saved`: all is with the server, and what is shared is what the other can see. `saving`: on its way. `notYet`: it is
 * kept here and tried again (what is too large, once something changes). `sharing` says whether what the other sees is behind too:
 * while it is on its way only of what was stopped before this opening, and may still be shown.
 */
export type SaveState =
  | { readonly state: "saved" }
  | { readonly state: "saving"; readonly sharing: boolean }
  | {
      readonly state: "notYet";
      readonly problem: "offline" | "server" | "signed_out" | "too_large";
      readonly sharing: boolean;
    };

export type LinkView =
  | { readonly state: "none" }
  /** An invite is open. `url` is what the other opens. */
  | { readonly state: "invited"; readonly url: string; readonly expiresAt: number }
  /** Someone accepted: compare the words, then confirm or cancel. */
  | { readonly state: "compare"; readonly words: readonly string[] }
  /** Someone answered the invite without holding its link: cancel it and send a new one another way. */
  | { readonly state: "tampered" }
  /** I accepted, and wait for the maker to confirm. */
  | { readonly state: "waiting"; readonly words: readonly string[] }
  /** `words`: none, until a page that shows them has asked (`refreshLink`), as they take their time to be worked out. */
  | { readonly state: "linked"; readonly words: readonly string[] }
  /** The server says linked, and the key to it is not in the vault. Leaving is still possible. */
  | { readonly state: "keyLost" };

export type TheirPage =
  | { readonly state: "notLinked" }
  | { readonly state: "loading" }
  | { readonly state: "shown"; readonly page: Page }
  /** `page` is the last one that could be opened in this session, if any. */
  | { readonly state: "problem"; readonly problem: Problem; readonly page: Page | null };

/**
 * What of one's own the other can fetch. `beyond`: what the vault would show beyond it, part by part; nothing of that goes
 * out without a press (`letThrough`).
 */
export type MyPage =
  | { readonly state: "notLinked" }
  /** Not read yet in this session, or it could not be opened: the next run writes it anew. */
  | { readonly state: "unknown" }
  | { readonly state: "known"; readonly page: Page; readonly beyond: readonly PartOfItem[] };

/** What stands in a field and in no document: its text as one line, or the lines of a list; `from`, the lines that were kept then. */
export type UnfinishedWords = { readonly words: readonly string[]; readonly from: readonly string[] };

/** Everything an open vault shows. */
export type OpenVault = {
  readonly handle: string;
  readonly profile: ProfileDocument;
  /** All items but those with a document for each month, by their ids. */
  readonly entries: EntriesDocument["items"];
  readonly paused: boolean;
  /** Newest first: those of the months that were read, see `readEarlier`. */
  readonly checkIns: readonly CheckIn[];
  /** How many months of check-ins the server has that were not read here. */
  readonly unreadMonths: number;
  readonly setAside: readonly SetAside[];
  /** Words in fields that are kept in no document yet, by the place of the field. On this device alone. */
  readonly unfinished: Readonly<Record<string, UnfinishedWords>>;
  readonly link: LinkView;
  /** The period of sharing: what is ticked for it is shared with the one who is linked. Null while linked with nobody. */
  readonly period: string | null;
  /**
   * The moment by which screens say what is shared, milliseconds since 1970. It moves on when something begins or ends by itself,
   * and stands still otherwise.
   */
  readonly moment: number;
  readonly myPage: MyPage;
  readonly theirPage: TheirPage;
  readonly saving: SaveState;
  readonly troubles: readonly Trouble[];
  /** Whether a reload within the idle time opens without the passphrase. Some browsers keep nothing for a page. */
  readonly staysOpen: boolean;
  /** Whether words that waited on this device could not be opened any more, and are gone: the account has new keys since. */
  readonly lostWords: boolean;
};

/** One document of one's own, as the server holds it. */
export type HeldByHost = {
  /** What it is called here; null when this program does not know it. The server never learns it. */
  readonly document: DocumentName | null;
  /** The items that stand in it: of what is edited since they were written last, those in "recent". */
  readonly items: readonly AnyItem[];
  readonly blindedName: string;
  /** Whether `removeStray` may take it away. */
  readonly removable: boolean;
  /** Whether it is one that recovery could not read, so that `beginAnew` may write over it. */
  readonly lost: boolean;
  readonly version: number;
  /** Its size, which sealing rounds up. */
  readonly bytes: number;
  /** The beginning of what is sealed, in base64url, as it travels. */
  readonly excerpt: string;
};

export type Snapshot =
  /** Not yet known: the engine is starting. */
  | { readonly status: "starting" }
  /** The server cannot be reached, so whether one is signed in is not known. `restore` tries again. */
  | { readonly status: "unreachable"; readonly problem: Problem }
  | { readonly status: "signedOut" }
  /** Signed in, and the key is not here: the passphrase opens it. */
  /** `stillShown`: what was stopped just before could not be taken away in time; the next opening does it. */
  | { readonly status: "locked"; readonly handle: string; readonly stillShown: boolean }
  /**
   * One's own documents are still being read. Of the vault the other's page and the profile are what they are; all else is blank,
   * and nothing can be edited: it is for the screen of the other's page alone. Leads to `open`.
   */
  | { readonly status: "glance"; readonly vault: OpenVault }
  | { readonly status: "open"; readonly vault: OpenVault };

/** The slices that changed; of those that hold items, what changed in them. */
export type ChangedSlices = Partial<
  Omit<OpenVault, "entries" | "checkIns"> & {
    readonly entries: ItemsChange<AnyItem>;
    readonly checkIns: ItemsChange<CheckIn>;
  }
>;

/** How the engine tells of a snapshot: of an open vault the slices that changed, or all of them to whoever knows nothing yet. */
export type SnapshotMessage =
  | Exclude<Snapshot, { vault: OpenVault }>
  | {
      readonly status: "glance" | "open";
      readonly revision: number;
      readonly whole: true;
      readonly changed: OpenVault;
    }
  | {
      readonly status: "glance" | "open";
      readonly revision: number;
      readonly whole: false;
      readonly changed: ChangedSlices;
    };

/** The steps of signing in or up, for the words that show meanwhile. */
export type Step = "contacting" | "derivingKey" | "opening";

export type PassphraseAdvice = { ok: true } | { ok: false; why: "short" | "guessable" };

/** The engine, as the worker exposes it through comlink. */
export interface Engine {
  /**
   * Calls back with the present snapshot at once, and with each change of it (see `takeIn`). `ended`: this engine has locked or signed
   * out, and has put away what waited to be saved; end its worker, so that no key is left in memory. `taken`: because somebody
   * else signed in beside it; the next engine is not to `restore`, which would open that other account in this tab.
   */
  subscribe(listener: (message: SnapshotMessage) => void, ended: (taken: boolean) => void): void;
  /**
   * Opens again after a reload when that is allowed; else says what is needed. `first`: what is shown before one's own documents are
   * read, this time and whenever it is tried again.
   */
  restore(first?: "theirs"): Promise<void>;
  /** Told of any touch or key; more than the idle time without one locks. */
  stillHere(): void;
  /** The page came into view: locks if the idle time has passed meanwhile, else reads what other devices wrote. */
  backInView(): Promise<void>;
  /** The page went out of view: words that were being typed wait no longer for their turn to be sent. */
  outOfView(): Promise<void>;

  suggestHandle(): Promise<string>;
  suggestPassphrase(): Promise<string>;
  newRecoveryCode(): Promise<string>;
  /** Whether what was typed back is that code, forgiving case, spaces and look-alikes. */
  sameRecoveryCode(code: string, typed: string): Promise<boolean>;
  /** 15 characters or more and zxcvbn ≥ 3 (NIST SP 800-63B-4 and docs/THREAT-MODEL.md). */
  advisePassphrase(passphrase: string, handle: string): Promise<PassphraseAdvice>;
  signUp(
    account: { handle: string; passphrase: string; recoveryCode: string },
    onStep: (step: Step) => void,
  ): Promise<Outcome>;
  signIn(account: { handle: string; passphrase: string }, onStep: (step: Step) => void): Promise<Outcome>;
  unlock(passphrase: string, onStep: (step: Step) => void): Promise<Outcome>;
  /** A new passphrase, vault key and code; every other session ends. `newCode` comes from newRecoveryCode(). */
  recover(
    account: { handle: string; code: string; newPassphrase: string; newCode: string },
    onStep: (step: Step) => void,
  ): Promise<Outcome>;
  lock(): Promise<void>;
  signOut(): Promise<void>;

  /**
   * Edits take hold at once in the next snapshot and are saved behind it. They are of the content alone: `share` is left as it
   * is held, but that a tightening of something shared is shown at once, and everything else waits for `share…`.
   */
  saveItem(item: AnyItem): Promise<void>;
  deleteItem(id: string): Promise<void>;
  /** A press on the sharing of one item. Nothing happens where it is not there. */
  shareItem(id: string, verb: ShareVerb): Promise<void>;
  saveProfile(change: Partial<Omit<ProfileDocument, "schema" | "editedAt" | "linkCopy">>): Promise<void>;
  /** Keeps words of a field, sealed on this device, until they are used or (null, or without any letter) taken away. */
  keepUnfinished(place: string, words: UnfinishedWords | null): Promise<void>;
  /** Pausing empties what the other can fetch at once. Ending a pause is a press that shows everything shared again. */
  setPaused(on: boolean): Promise<void>;
  /**
   * Shares nothing any more: begins a new period, for which nothing is ticked. Works with documents that cannot be opened.
   * Gives the period that ended, for `shareAgain`; null where there was none.
   */
  stopAll(): Promise<string | null>;
  /** The undo of `stopAll`: goes back to a period that ended, and shows what was shared in it. */
  shareAgain(period: string): Promise<void>;
  /** The press on what the vault would show beyond what is published, for one item. */
  letThrough(id: string): Promise<void>;
  /** Takes an item off the published page itself, where what it comes from cannot be opened. */
  takeOff(item: PageItemOf): Promise<void>;
  dismissSetAside(id: string): Promise<void>;
  /** The undo of `dismissSetAside`. */
  keepSetAside(one: SetAside): Promise<void>;
  retrySaving(): Promise<void>;
  /** Reads the newest of the months of check-ins that were not read yet, half a year at most. */
  readEarlier(): Promise<Outcome>;
  /** One's own documents as the server holds them at this moment. Only while the vault is open. */
  heldByHost(): Promise<Outcome<{ documents: readonly HeldByHost[] }>>;
  /** Removes a document that `heldByHost` called removable: one without a seal of this vault's key. Any other is left. */
  removeStray(blindedName: string): Promise<Outcome>;
  /**
   * Begins a document anew that `heldByHost` called lost. What was shared of it goes off the page; the link keeps its keys, and
   * begins a new period, for which nothing is ticked. Any other document is left.
   */
  beginAnew(blindedName: string): Promise<Outcome>;

  makeInvite(): Promise<Outcome>;
  cancelInvite(): Promise<Outcome>;
  /** Checks a link that was opened or pasted, without accepting it. */
  lookUpInvite(link: string): Promise<Outcome>;
  acceptInvite(link: string): Promise<Outcome>;
  withdrawAcceptance(): Promise<Outcome>;
  confirmLink(): Promise<Outcome>;
  unlink(): Promise<Outcome>;
  /** Reads again where the link stands, and works out its words; the linking page calls it while it is shown. */
  refreshLink(): Promise<Outcome>;
  /** Reads the other's page again, where it changed. */
  refreshTheirPage(): Promise<void>;
}
