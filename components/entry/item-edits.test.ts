import { describe, expect, it } from "vitest";
import { starterComfort } from "@/lib/domain/comfort/topics";
import type { AnyItem } from "@/lib/domain/kinds";
import { blankItem } from "@/lib/domain/kinds/blank";
import type { Comfort, ComfortAnswer } from "@/lib/domain/kinds/comfort";
import type { HardMoment } from "@/lib/domain/kinds/hard-moment";
import type { ShareVerb } from "@/lib/domain/sharing/apply";
import { shownOf, waiting } from "@/lib/domain/sharing/standing";
import { tick } from "@/lib/domain/sharing/verbs";
import { createItemEdits, type ItemSink, type Items } from "./item-edits";

const moment = (over: Partial<HardMoment> = {}): HardMoment => ({
  ...blankItem("hardMoment", "a", 1, {}),
  ...over,
});

/** A sink that takes edits in when told to, and remembers what it was sent. */
function slowSink() {
  const sent: (HardMoment | string)[] = [];
  const waiting: (() => void)[] = [];
  const taken = () =>
    new Promise<void>((resolve) => {
      waiting.push(resolve);
    });
  const sink: ItemSink<AnyItem> = {
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

const edit = (change: (entry: HardMoment) => HardMoment) => (entry: Items<AnyItem>[string] | undefined) =>
  change(entry?.kind === "hardMoment" ? entry : blankItem("hardMoment", "a", 1, {}));

describe("entry edits", () => {
  it("keeps two quick edits in different fields", () => {
    const { sink, sent } = slowSink();
    const edits = createItemEdits<AnyItem>({ a: moment() }, sink);
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
    const edits = createItemEdits<AnyItem>({ a: moment() }, sink);
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
    const edits = createItemEdits<AnyItem>({ a: before }, sink);
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

  it("removes what nothing is left of, and keeps what is said in it afterwards", () => {
    const { sink, sent } = slowSink();
    const edits = createItemEdits<AnyItem>({ a: moment({ name: "Night" }) }, sink);
    edits.change("a", () => undefined);
    expect(edits.items()).toEqual({});
    expect(sent).toEqual(["a"]);
    edits.change(
      "a",
      edit((one) => ({ ...one, name: "Crowds" })),
    );
    expect(edits.items().a).toMatchObject({ name: "Crowds", share: null });
  });
});

describe("the sharing of an entry", () => {
  const PERIOD = "first";
  const hug = starterComfort("hug", 1);
  const shared = tick(
    { ...hug, answers: { whenTheyStart: { is: "askFirst" as const } } },
    "whenTheyStart",
    PERIOD,
    2,
  );

  /** The layer over one comfort while linked, and the verbs that it sent. */
  function layerOver(comfort?: Comfort) {
    const verbs: ShareVerb[] = [];
    const sink: ItemSink<AnyItem> = {
      ...slowSink().sink,
      period: () => PERIOD,
      async share(_, verb) {
        verbs.push(verb);
      },
    };
    const edits = createItemEdits<AnyItem>(comfort ? { [comfort.id]: comfort } : {}, sink);
    const now = () => {
      const item = edits.items()[hug.id];
      if (item?.kind !== "comfort") throw new Error("There is no comfort.");
      return item;
    };
    const answer = (whenTheyStart: ComfortAnswer) =>
      edits.change(hug.id, (entry) => ({
        ...(entry?.kind === "comfort" ? entry : hug),
        answers: { whenTheyStart },
      }));
    const shown = () => shownOf(now(), "whenTheyStart", PERIOD, 3);
    return { edits, verbs, now, answer, shown };
  }

  it("leaves what they see as it is when an answer loosens, until it is shown", () => {
    const { edits, now, answer, shown } = layerOver(shared);
    answer({ is: "welcome" });
    expect(now().answers.whenTheyStart).toEqual({ is: "welcome" });
    expect(shown()).toEqual({ is: "askFirst" });
    expect(waiting(now(), PERIOD, 3)).toEqual(["whenTheyStart"]);
    edits.share(hug.id, { do: "show", what: "whenTheyStart" });
    expect(shown()).toEqual({ is: "welcome" });
    expect(waiting(now(), PERIOD, 3)).toEqual([]);
  });

  it("puts a looser answer back to what they see", () => {
    const { edits, now, answer } = layerOver(shared);
    answer({ is: "welcome" });
    edits.share(hug.id, { do: "putBack", what: "whenTheyStart" });
    expect(now().answers.whenTheyStart).toEqual({ is: "askFirst" });
    expect(waiting(now(), PERIOD, 3)).toEqual([]);
  });

  it("shows a tightening at once", () => {
    const { now, answer, shown } = layerOver(shared);
    answer({ is: "no" });
    expect(shown()).toEqual({ is: "no" });
    expect(waiting(now(), PERIOD, 3)).toEqual([]);
  });

  it("makes an entry that is not there yet with its first tick, and takes the tick back alone", () => {
    const { edits, verbs, now, answer, shown } = layerOver();
    edits.share(hug.id, { do: "tick", part: "whenTheyStart" }, hug);
    answer({ is: "no" });
    const before = now();
    edits.share(hug.id, { do: "untick", part: "whenTheyStart" });
    expect(now()).toMatchObject({ answers: { whenTheyStart: { is: "no" } }, share: null });
    edits.share(hug.id, { do: "giveBack", as: before });
    expect(shown()).toEqual({ is: "no" });
    expect(verbs.map((verb) => verb.do)).toEqual(["tick", "untick", "giveBack"]);
  });

  it("brings back what was stopped and cleared, or deleted, without its share", () => {
    const { edits, now } = layerOver(shared);
    edits.share(hug.id, { do: "stop" });
    edits.change(hug.id, () => hug);
    edits.change(hug.id, () => shared);
    expect(now()).toMatchObject({ answers: shared.answers, share: null });

    const deleted = layerOver(shared);
    deleted.edits.remove(hug.id)();
    expect(deleted.now()).toMatchObject({ answers: shared.answers, share: null });
  });
});
