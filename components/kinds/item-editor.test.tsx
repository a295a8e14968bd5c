import { describe, expect, it } from "vitest";
import type { Support } from "@/lib/domain/kinds/support";
import messages from "@/messages/en/screens";
import { ANY_DAY, OWN_SUPPORT, SAMPLES } from "@/tests/gallery/samples";
import { drawOpen } from "@/tests/support/open-vault";
import { ItemEditor } from "./item-editor";

const { support } = messages.kinds;
const { parts, mainly } = support;

const draw = (item: Support): string =>
  drawOpen(<ItemEditor item={item} onChange={() => {}} onShare={() => {}} />);
/** What each group of fields is called, in order. */
const legends = (item: Support): string[] =>
  [...draw(item).matchAll(/<legend[^>]*>([^<]*)</g)].map(([, legend = ""]) => legend);

describe("the form of an item", () => {
  it("has its parts in the order of the definition", () => {
    expect(legends(SAMPLES.support.full).slice(0, 4)).toEqual([
      ...[parts.wants.label, parts.touch.label, parts.steps.label, parts.wordsThatHelp.label],
    ]);
  });

  it("begins with the part that an item is before all, in words of its own", () => {
    expect(legends(ANY_DAY).slice(0, 3)).toEqual([
      ...[mainly.anyDay.label, parts.wants.label, parts.touch.label],
    ]);
    const drawn = draw(ANY_DAY);
    expect(drawn).toContain(mainly.anyDay.hint);
    expect(drawn).toContain(mainly.anyDay.add);
    for (const other of [parts.steps.label, parts.steps.hint, parts.steps.add]) {
      expect(drawn).not.toContain(other);
    }
  });

  it("has a field for a name of one's own, and for no other", () => {
    expect(draw(OWN_SUPPORT)).toContain(support.ownName);
    for (const named of [ANY_DAY, SAMPLES.support.full]) expect(draw(named)).not.toContain(support.ownName);
  });

  it("gives each choice its look, where it has one", () => {
    const radios = /data-tint="(\w+)"><input type="radio"[^>]*><svg/g;
    const tints = [...draw(SAMPLES.support.full).matchAll(radios)].map(([, tint]) => tint);
    expect(tints).toEqual(["moss", "ochre", "ink"]);
  });
});
