import { NextIntlClientProvider } from "next-intl";
import { act, type ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ComfortScreen } from "@/components/comfort/comfort-screen";
import { SupportScreen } from "@/components/support/support-screen";
import { ToastProvider } from "@/components/ui/toast";
import { OpenVaultProvider } from "@/lib/client";
import type { OpenVault } from "@/lib/client/engine/contract";
import { ownComfort } from "@/lib/domain/comfort/topics";
import type { AnyItem } from "@/lib/domain/kinds";
import { blankItem } from "@/lib/domain/kinds/blank";
import messages from "@/messages/en/screens";
import { madeUpVault } from "@/tests/support/made-up-vault";
import { openPlainPage } from "@/tests/support/plain-page";
import { KindScreen } from "./kind-screen";

/*
 * What an edit of one entry among many draws: the field it is in, once, and no other row; the engine's answer to it draws none of
 * them again. Each part that is watched stands in for itself, and tells that it was drawn.
 */

const { drawn, engine } = vi.hoisted(() => ({
  drawn: {
    rows: [] as string[],
    fields: [] as string[],
    toggles: new Map<string, (row: Element) => void>(),
    keeps: new Map<string, (value: string) => void>(),
  },
  engine: {
    vault: null as OpenVault | null,
    listeners: new Set<() => void>(),
    saved: [] as AnyItem[],
  },
}));

vi.mock("@/lib/client/engine/worker-client", () => ({
  engineHandle: () => ({
    engine: {
      saveItem: async (item: AnyItem) => void engine.saved.push(item),
    },
    snapshot: () => ({ status: "open", vault: engine.vault }),
    onSnapshot(listener: () => void) {
      engine.listeners.add(listener);
      return () => engine.listeners.delete(listener);
    },
  }),
}));

vi.mock("@/components/entry/entry-row", async (original) => {
  const { EntryRow } = await original<typeof import("@/components/entry/entry-row")>();
  return {
    EntryRow(props: Parameters<typeof EntryRow>[0]) {
      drawn.rows.push(String(props.title));
      drawn.toggles.set(String(props.title), props.onToggle);
      return <EntryRow {...props} />;
    },
  };
});

vi.mock("@/components/sharing/shared-field", async (original) => {
  const { SharedField } = await original<typeof import("@/components/sharing/shared-field")>();
  return {
    SharedField(props: Parameters<typeof SharedField>[0]) {
      drawn.fields.push(props.part);
      return <SharedField {...props} />;
    },
  };
});

vi.mock("@/components/entry/draft-fields", async (original) => {
  const fields = await original<typeof import("@/components/entry/draft-fields")>();
  const { DraftLine, DraftNote } = fields;
  return {
    ...fields,
    DraftLine(props: Parameters<typeof DraftLine>[0]) {
      drawn.keeps.set(props.place, props.onKeep);
      return <DraftLine {...props} />;
    },
    DraftNote(props: Parameters<typeof DraftNote>[0]) {
      drawn.keeps.set(props.place, props.onKeep);
      return <DraftNote {...props} />;
    },
  };
});

const MANY = 60;
const ids = Array.from({ length: MANY }, (_, at) => `entry-${at}`);
const OPEN = "entry-30";

const KINDS = [
  {
    kind: "comfort",
    make: (id: string): AnyItem => ownComfort(id, id, "closeness", 1),
    screen: <ComfortScreen />,
    part: "note",
    elsewhere: { ...ownComfort(OPEN, OPEN, "closeness", 1), note: "From elsewhere." },
  },
  {
    kind: "hardMoment",
    make: (id: string): AnyItem => ({ ...blankItem("hardMoment", id, 1, {}), name: id }),
    screen: <KindScreen kind="hardMoment" />,
    part: "lasts",
    elsewhere: { ...blankItem("hardMoment", OPEN, 1, {}), name: OPEN, lasts: "An hour." },
  },
  {
    kind: "support",
    make: (id: string): AnyItem => blankItem("support", id, 1, { situation: { own: id } }),
    screen: <SupportScreen />,
    part: "name",
    elsewhere: blankItem("support", OPEN, 1, { situation: { own: "From elsewhere." } }),
  },
] as const;

/** Draws a screen on which each entry of a kind has a row, and opens one. */
async function openOneOn(screen: ReactNode, entries: Record<string, AnyItem>) {
  // Loaded with the page there: it looks for one at once.
  const { createRoot } = await import("react-dom/client");
  const { root: place, row } = openPlainPage();
  engine.vault = madeUpVault({ entries });
  const root = createRoot(place);
  await act(async () =>
    root.render(
      <NextIntlClientProvider locale="en" messages={messages} timeZone="Asia/Kathmandu">
        <ToastProvider ahead={false}>
          <OpenVaultProvider>{screen}</OpenVaultProvider>
        </ToastProvider>
      </NextIntlClientProvider>,
    ),
  );
  await act(async () => drawn.toggles.get(OPEN)?.(row));
  return root;
}

/** The engine tells of slices that changed, in objects of its own as those that come from the worker. */
const tell = (over: Partial<OpenVault>) =>
  act(async () => {
    engine.vault = { ...(engine.vault ?? madeUpVault()), ...over };
    for (const listener of engine.listeners) listener();
  });

/** The entries with what was saved last. */
function withSaved(): OpenVault["entries"] {
  const saved = engine.saved.at(-1);
  return saved
    ? { ...engine.vault?.entries, [saved.id]: structuredClone({ ...saved, editedAt: saved.editedAt + 5 }) }
    : {};
}

const forget = () => {
  drawn.rows = [];
  drawn.fields = [];
};

beforeEach(() => {
  forget();
  drawn.keeps.clear();
  drawn.toggles.clear();
  engine.listeners.clear();
  engine.saved = [];
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe.each(KINDS)("an edit of one $kind among many", ({ make, screen, part, elsewhere }) => {
  it("draws its own field once, and no other row, until it is saved and told back", async () => {
    const root = await openOneOn(screen, Object.fromEntries(ids.map((id) => [id, make(id)])));
    expect(drawn.rows.filter((id) => ids.includes(id)).length).toBeGreaterThanOrEqual(MANY);

    for (const words of ["A slow song.", "A slow song, twice."]) {
      forget();
      await act(async () => drawn.keeps.get(`${OPEN}/${part}`)?.(words));
      expect(JSON.stringify(engine.saved.at(-1))).toContain(words);
      await tell({ entries: withSaved(), saving: { state: "saving", sharing: false } });
      await tell({ saving: { state: "saved" } });
      expect(drawn.rows).toEqual([part === "name" ? words : OPEN]);
      expect(drawn.fields).toEqual([part]);
    }
    await act(async () => root.unmount());
  });

  it("draws what another device wrote", async () => {
    const entries = Object.fromEntries(ids.map((id) => [id, make(id)]));
    const root = await openOneOn(screen, entries);
    forget();
    await tell({ entries: { ...entries, [OPEN]: elsewhere } });
    expect(drawn.rows).toHaveLength(1);
    expect(drawn.fields).toContain(part);
    await act(async () => root.unmount());
  });
});
