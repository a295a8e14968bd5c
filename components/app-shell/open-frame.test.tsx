import { expect, test } from "vitest";
import type { SaveState, Trouble } from "@/lib/client/engine/contract";
import messages from "@/messages/en/screens";
import { drawOpen } from "@/tests/support/open-vault";
import { SaveBar, SaveLine } from "./save-state";
import { Troubles } from "./troubles";

const { saving, troubles } = messages.shell;

test("what was stopped and may still be seen is said while it is on its way, on screen and read out", () => {
  const words = (state: SaveState) =>
    [<SaveLine key="line" />, <SaveBar key="bar" />].map((part) => drawOpen(part, { saving: state }));
  for (const drawn of words({ state: "saving", sharing: true })) {
    expect(drawn).toContain(saving.saving);
    expect(drawn).toContain(saving.sharing);
    expect(drawn).not.toContain(saving.notYet);
  }
  expect(words({ state: "saving", sharing: false })).toEqual([
    expect.not.stringContaining(saving.sharing),
    "",
  ]);
  expect(words({ state: "saved" })).toEqual([expect.stringContaining(saving.saved), ""]);
  for (const sharing of [true, false]) {
    for (const drawn of words({ state: "notYet", problem: "offline", sharing })) {
      expect([sharing, drawn.includes(saving.sharing)]).toEqual([sharing, sharing]);
    }
  }
});

test("what could not be read at a recovery is named, and the way to a stray stands beside it alone", () => {
  const of = (document: Trouble["document"], problem: Trouble["problem"]) =>
    drawOpen(<Troubles />, { troubles: [{ document, problem }] });
  expect(of("entries", "not_recovered")).toContain(
    troubles.problem.not_recovered.replace("{what}", troubles.document.entries),
  );
  expect(of("entries", "not_recovered")).toContain(troubles.lost);
  const stray = of("unknown", "cannot_open");
  expect([stray.includes(troubles.stray), stray.includes(troubles.strayFound)]).toEqual([true, true]);
  // Nothing of one's own is held up by it.
  expect(stray).not.toContain(troubles.left);
  for (const [document, problem] of [
    ["entries", "cannot_open"],
    ["entries", "not_recovered"],
    ["unknown", "newer_program"],
    ["unknown", "older_than_seen"],
  ] as const) {
    expect(of(document, problem)).not.toContain(troubles.stray);
    expect(of(document, problem)).toContain(troubles.left);
  }
});
