import { PaperWords } from "@/components/paper/paper-words";
import { PrintPaper } from "@/components/paper/print-paper";
import { HelpNow } from "@/components/sheet/help-now";
import { SheetView } from "@/components/sheet/sheet-view";
import type { AnyItem } from "@/lib/domain/kinds";
import { PARTS } from "@/lib/domain/sharing/parts";
import { EMPTY_PAGE } from "@/lib/domain/sheet/page";
import { forPaper } from "@/lib/domain/sheet/paper";
import { pageIfShown } from "@/lib/domain/sheet/preview";
import { ANY_DAY, LINKED, OWN_COMFORT, OWN_SUPPORT, pageOf, SAMPLES } from "./samples";
import type { Specimen } from "./specimen";

/* What the other sees: a whole page, each kind by itself, and each part of each kind by itself. */

const { hardMoment, support } = SAMPLES;
const items: readonly AnyItem[] = Object.values(SAMPLES).map(({ full }) => full);
const EVERYTHING = pageOf(...items, OWN_COMFORT, OWN_SUPPORT, ANY_DAY);

export const reader: readonly Specimen[] = [
  { name: "reader/page, empty", vault: LINKED, draw: () => <SheetView page={EMPTY_PAGE} withReading /> },
  { name: "reader/page, everything", vault: LINKED, draw: () => <SheetView page={EVERYTHING} withReading /> },
  {
    name: "reader/page, while the newest is looked for",
    vault: LINKED,
    draw: () => <SheetView page={pageOf(OWN_COMFORT)} looking />,
  },
  ...items.map(
    (item): Specimen => ({
      name: `reader/${item.kind}, part by part`,
      vault: LINKED,
      draw: () => (
        <div className="grid gap-8">
          {PARTS[item.kind].map((part) => (
            <SheetView key={part} page={pageIfShown<AnyItem>(item, [part])} />
          ))}
        </div>
      ),
    }),
  ),
  {
    name: "reader/paper, everything",
    draw: () => (
      <div className="grid gap-8">
        <PaperWords page={forPaper(EVERYTHING)} />
      </div>
    ),
  },
  { name: "reader/paper, nothing", draw: () => <PaperWords page={EMPTY_PAGE} /> },
  { name: "reader/print", draw: () => <PrintPaper page={EVERYTHING} /> },
  { name: "reader/print, asked", press: ["button"], draw: () => <PrintPaper page={EVERYTHING} /> },
  { name: "reader/help now, nothing", draw: () => <HelpNow page={EMPTY_PAGE} /> },
  { name: "reader/help now, one", draw: () => <HelpNow page={pageOf(hardMoment.full)} /> },
  {
    name: "reader/help now, several",
    draw: () => <HelpNow page={pageOf(hardMoment.full, support.full, OWN_SUPPORT)} />,
  },
  { name: "reader/help now, support", draw: () => <HelpNow page={pageOf(support.full)} /> },
];
