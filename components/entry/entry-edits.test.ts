import { describe, expect, it } from "vitest";
import { blankHardMoment } from "@/lib/domain/hard-moment/make";
import type { HardMoment } from "@/lib/domain/hard-moment/schema";
import { createEntryEdits, type Entries, type EntrySink } from "./entry-edits";

const moment = (over: Partial<HardMoment> = {}): HardMoment => ({ ...blankHardMoment("a", 1), ...over });

/** A sink that takes edits in when told to, and remembers what it was sent. */
function slowSink() {
  const sent: (HardMoment | string)[] = [];
  const waiting: (() => void)[] = [];
  const taken = () =>
    new Promise<void>((resolve) => {
      waiting.push(resolve);
    });
  const sink: EntrySink = {
    latest: () => null,
    save(entry) {
      if (entry.kind === "hardMoment") sent.push(entry);
      return taken();
    },
    remove(id) {
      sent.push(id);
      return taken();
    },
  };
  const takeIn = async () => {
    for (const resolve of waiting.splice(0)) resolve();
    await Promise.resolve();
  };
  return { sink, sent, takeIn };
}

const edit = (change: (entry: HardMoment) => HardMoment) => (entry: Entries[string] | undefined) =>
  change(entry?.kind === "hardMoment" ? entry : blankHardMoment("a", 1));

describe("entry edits", () => {
  it("keeps two quick edits in different fields", () => {
    const { sink, sent } = slowSink();
    const edits = createEntryEdits({ a: moment() }, sink);
    edits.change(
      "a",
      edit((one) => ({ ...one, name: "Night" })),
    );
    edits.change(
      "a",
      edit((one) => ({ ...one, lasts: "An hour" })),
    );
    expect(edits.entries().a).toMatchObject({ name: "Night", lasts: "An hour" });
    expect(sent.at(-1)).toMatchObject({ name: "Night", lasts: "An hour" });
  });

  it("keeps an edit when an older snapshot comes back", async () => {
    const { sink, takeIn } = slowSink();
    const edits = createEntryEdits({ a: moment() }, sink);
    edits.change(
      "a",
      edit((one) => ({ ...one, name: "Night" })),
    );
    edits.rebase({ a: moment({ afterwards: "Tea" }) });
    expect(edits.entries().a).toMatchObject({ name: "Night", afterwards: "Tea" });
    await takeIn();
    edits.rebase({ a: moment({ name: "Changed elsewhere", editedAt: 5 }) });
    expect(edits.entries().a).toMatchObject({ name: "Changed elsewhere" });
  });

  it("does not bring a removed entry back through a late edit, and brings it back whole when undone", () => {
    const { sink, sent } = slowSink();
    const before = moment({ name: "Night" });
    const edits = createEntryEdits({ a: before }, sink);
    const undo = edits.remove("a");
    edits.change(
      "a",
      edit((one) => ({ ...one, lasts: "An hour" })),
    );
    expect(edits.entries()).toEqual({});
    expect(sent).toEqual(["a"]);
    undo();
    expect(edits.entries()).toEqual({ a: before });
  });

  it("keeps the object of an entry in which nothing changed", () => {
    const { sink } = slowSink();
    const first = moment();
    const edits = createEntryEdits({ a: first }, sink);
    edits.rebase({ a: moment() });
    expect(edits.entries().a).toBe(first);
  });
});
