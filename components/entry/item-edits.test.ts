import { describe, expect, it } from "vitest";
import type { Entry } from "@/lib/domain/entry/schema";
import { blankHardMoment } from "@/lib/domain/hard-moment/make";
import type { HardMoment } from "@/lib/domain/hard-moment/schema";
import { createItemEdits, type ItemSink, type Items } from "./item-edits";

const moment = (over: Partial<HardMoment> = {}): HardMoment => ({ ...blankHardMoment("a", 1), ...over });

/** A sink that takes edits in when told to, and remembers what it was sent. */
function slowSink() {
  const sent: (HardMoment | string)[] = [];
  const waiting: (() => void)[] = [];
  const taken = () =>
    new Promise<void>((resolve) => {
      waiting.push(resolve);
    });
  const sink: ItemSink<Entry> = {
    latest: () => null,
    period: () => null,
    share: () => taken(),
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

const edit = (change: (entry: HardMoment) => HardMoment) => (entry: Items<Entry>[string] | undefined) =>
  change(entry?.kind === "hardMoment" ? entry : blankHardMoment("a", 1));

describe("entry edits", () => {
  it("keeps two quick edits in different fields", () => {
    const { sink, sent } = slowSink();
    const edits = createItemEdits<Entry>({ a: moment() }, sink);
    edits.change(
      "a",
      edit((one) => ({ ...one, name: "Night" })),
    );
    edits.change(
      "a",
      edit((one) => ({ ...one, lasts: "An hour" })),
    );
    expect(edits.items().a).toMatchObject({ name: "Night", lasts: "An hour" });
    expect(sent.at(-1)).toMatchObject({ name: "Night", lasts: "An hour" });
  });

  it("keeps an edit when an older snapshot comes back", async () => {
    const { sink, takeIn } = slowSink();
    const edits = createItemEdits<Entry>({ a: moment() }, sink);
    edits.change(
      "a",
      edit((one) => ({ ...one, name: "Night" })),
    );
    edits.rebase({ a: moment({ afterwards: "Tea" }) });
    expect(edits.items().a).toMatchObject({ name: "Night", afterwards: "Tea" });
    await takeIn();
    edits.rebase({ a: moment({ name: "Changed elsewhere", editedAt: 5 }) });
    expect(edits.items().a).toMatchObject({ name: "Changed elsewhere" });
  });

  it("does not bring a removed entry back through a late edit, and brings it back whole when undone", () => {
    const { sink, sent } = slowSink();
    const before = moment({ name: "Night" });
    const edits = createItemEdits<Entry>({ a: before }, sink);
    const undo = edits.remove("a");
    edits.change(
      "a",
      edit((one) => ({ ...one, lasts: "An hour" })),
    );
    expect(edits.items()).toEqual({});
    expect(sent).toEqual(["a"]);
    undo();
    expect(edits.items()).toEqual({ a: before });
  });

  it("keeps the object of an entry in which nothing changed", () => {
    const { sink } = slowSink();
    const first = moment();
    const edits = createItemEdits<Entry>({ a: first }, sink);
    edits.rebase({ a: moment() });
    expect(edits.items().a).toBe(first);
  });
});
