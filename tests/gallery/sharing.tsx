import { IfTheyNotice } from "@/components/sharing/if-they-notice";
import { Pause } from "@/components/sharing/pause";
import { PublishedRows } from "@/components/sharing/published-rows";
import { ReadyToShare } from "@/components/sharing/ready-to-share";
import { SetAside } from "@/components/sharing/set-aside";
import { OnPage, Row, RowList } from "@/components/sharing/shared-list";
import { StopAll } from "@/components/sharing/stop-all";
import { WaitingParts } from "@/components/sharing/waiting-parts";
import { WholeItem } from "@/components/sharing/whole-item";
import type { OpenVault } from "@/lib/client/engine/contract";
import type { AnyItem } from "@/lib/domain/kinds";
import { overview } from "@/lib/domain/sheet/overview";
import { EMPTY_PAGE } from "@/lib/domain/sheet/page";
import type { Page } from "@/lib/domain/sheet/schema";
import {
  ALONE,
  LINKED,
  LONG_WORD,
  OWN_COMFORT,
  PAUSED,
  PERIOD,
  pageOf,
  SAMPLES,
  ticked,
  waitingSince,
} from "./samples";
import type { Specimen } from "./specimen";

/* What stands on the screen of what is shared, and on every way of stopping it. */

const nothing = () => {};
const { comfort, hardMoment, support } = SAMPLES;
const onPage = (page: Page): Partial<OpenVault> => ({
  ...LINKED,
  myPage: { state: "known", page, beyond: [] },
});
const FULL: readonly AnyItem[] = Object.values(SAMPLES).map(({ full }) => full);

const ready = (items: readonly AnyItem[], period: string | null) => (
  <ReadyToShare
    overview={overview(items, {
      period,
      published: null,
      beyond: items.map(({ id }) => ({ id, part: "note" })),
      now: 0,
    })}
    press={nothing}
    stop={nothing}
  />
);

export const sharing: readonly Specimen[] = [
  {
    name: "sharing/rows, closed",
    vault: LINKED,
    draw: () => (
      <RowList>
        {[
          { name: "A hug", isOwn: false },
          { name: "The cellar", isOwn: true },
          { name: LONG_WORD, isOwn: true },
        ].map((title) => (
          <Row key={title.name} title={title} onStop={nothing}>
            {null}
          </Row>
        ))}
      </RowList>
    ),
  },
  {
    name: "sharing/row, opened",
    vault: LINKED,
    press: "opened",
    draw: () => (
      <RowList>
        <Row title={{ name: "A hug", isOwn: false }} onStop={nothing}>
          <OnPage label="They see:" page={pageOf(comfort.full)} level={3} />
        </Row>
      </RowList>
    ),
  },
  ...FULL.map(
    (item): Specimen => ({
      name: `sharing/waiting, ${item.kind}`,
      vault: LINKED,
      draw: () => (
        <div className="grid gap-4">
          <WaitingParts item={waitingSince(item, SAMPLES[item.kind].changed)} press={nothing} />
        </div>
      ),
    }),
  ),
  {
    name: "sharing/published rows",
    vault: LINKED,
    press: "opened",
    draw: () => <PublishedRows page={pageOf(...FULL)} level={2} onStop={nothing} />,
  },
  {
    name: "sharing/ready, alone",
    vault: ALONE,
    press: "opened",
    draw: () => ready([ticked(comfort.full, null), ticked(hardMoment.full, null)], null),
  },
  {
    name: "sharing/ready, linked",
    vault: LINKED,
    press: "opened",
    draw: () => ready([ticked(support.full, "a period before"), ticked(comfort.blank)], PERIOD),
  },
  {
    name: "sharing/set aside",
    vault: {
      ...LINKED,
      setAside: [
        { id: "one", setAsideAt: 0, item: comfort.full },
        { id: "two", setAsideAt: 0, item: hardMoment.full },
      ],
    },
    press: "opened",
    // What each says is loaded once it stands there.
    until: "text=The cellar",
    draw: () => <SetAside />,
  },
  { name: "sharing/pause", vault: onPage(pageOf(comfort.full)), draw: () => <Pause hasShares /> },
  { name: "sharing/pause, alone", vault: ALONE, draw: () => <Pause hasShares={false} /> },
  {
    name: "sharing/pause, that cannot be kept",
    vault: onPage(pageOf(comfort.full)),
    draw: () => <Pause hasShares cannotKeep />,
  },
  {
    name: "sharing/paused",
    vault: { ...PAUSED, myPage: { state: "known", page: EMPTY_PAGE, beyond: [] } },
    draw: () => <Pause hasShares />,
  },
  {
    name: "sharing/paused, on its way",
    vault: { ...onPage(pageOf(comfort.full)), paused: true },
    draw: () => <Pause hasShares />,
  },
  {
    name: "sharing/paused, about to resume",
    vault: { ...PAUSED, myPage: { state: "known", page: EMPTY_PAGE, beyond: [] } },
    press: ["button"],
    draw: () => <Pause hasShares />,
  },
  {
    name: "sharing/stop all",
    vault: onPage(pageOf(comfort.full)),
    draw: () => <StopAll isSharing onStop={nothing} />,
  },
  {
    name: "sharing/stop all, asked",
    vault: onPage(pageOf(comfort.full)),
    press: ["button"],
    draw: () => <StopAll isSharing onStop={nothing} />,
  },
  ...(["stopping", "leaving", "no"] as const).map(
    (what): Specimen => ({
      name: `sharing/if they notice, ${what}`,
      vault: LINKED,
      press: "opened",
      draw: () => <IfTheyNotice what={what} />,
    }),
  ),
  ...[...FULL, OWN_COMFORT].map(
    (item): Specimen => ({
      name: `home/whole item, ${item.id}`,
      draw: () => <WholeItem item={item} />,
    }),
  ),
  { name: "home/whole item, with nothing in it", draw: () => <WholeItem item={comfort.blank} /> },
];
