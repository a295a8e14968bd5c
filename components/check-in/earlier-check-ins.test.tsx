import { expect, test } from "vitest";
import { blankItem } from "@/lib/domain/kinds/blank";
import messages from "@/messages/en/screens";
import { drawOpen } from "@/tests/support/open-vault";
import { EarlierCheckIns } from "./earlier-check-ins";

const { past } = messages.checkIn;
const today = blankItem("checkIn", "today", 0, { day: "2026-11-21", startedAt: 0 });
const draw = (checkIns: (typeof today)[], unreadMonths: number) =>
  drawOpen(<EarlierCheckIns checkIns={checkIns} onOpen={() => {}} />, { unreadMonths });

test("older months are offered where there are some, also where no check-in is listed", () => {
  for (const checkIns of [[today], []]) {
    expect(draw(checkIns, 3)).toContain(`>${past.readOlder}</button>`);
    expect(draw(checkIns, 3)).toContain(past.older);
  }
  expect(draw([today], 0)).toContain(past.title);
  for (const words of [past.readOlder, past.older]) expect(draw([today], 0)).not.toContain(words);
  expect(draw([], 0)).toBe("");
});
