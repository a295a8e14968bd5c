import type {
  CheckInsDocument,
  EntriesDocument,
  LinkDocument,
  ProfileDocument,
  RecentDocument,
} from "./schema";

/* What a document holds before anything was written to it. */

export const BLANK_PROFILE: ProfileDocument = {
  schema: 2,
  idleMinutes: 5,
  intimacyOpened: false,
  partnerName: "",
  spellCheck: false,
  linkCopy: null,
  editedAt: 0,
};
export const BLANK_ENTRIES: EntriesDocument = {
  schema: 3,
  items: {},
  deleted: {},
  paused: { on: false, editedAt: 0 },
  setAside: [],
};
export const BLANK_CHECK_INS: CheckInsDocument = { schema: 3, items: {}, deleted: {}, setAside: [] };
export const BLANK_LINK: LinkDocument = { schema: 2, editedAt: 0, link: { state: "none" } };
export const BLANK_RECENT: RecentDocument = { schema: 1, changes: {} };
