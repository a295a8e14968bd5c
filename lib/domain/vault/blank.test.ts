import { expect, test } from "vitest";
import { BLANK_CHECK_INS, BLANK_ENTRIES, BLANK_LINK, BLANK_PROFILE } from "./blank";
import { checkInsDocument, entriesDocument, linkDocument, profileDocument } from "./schema";

test("the documents before anything is written are what their schemas say", () => {
  expect(profileDocument.parse(BLANK_PROFILE)).toEqual(BLANK_PROFILE);
  expect(entriesDocument.parse(BLANK_ENTRIES)).toEqual(BLANK_ENTRIES);
  expect(checkInsDocument.parse(BLANK_CHECK_INS)).toEqual(BLANK_CHECK_INS);
  expect(linkDocument.parse(BLANK_LINK)).toEqual(BLANK_LINK);
  expect(BLANK_PROFILE.intimacyOpened).toBe(false);
});
