import { expect, test } from "vitest";
import { cutOffVault } from "@/tests/support/cut-off";
import type { Trouble } from "./contract";
import { readableOf } from "./readable";
import { hidesShares } from "./trouble";

test("what screens say may be hidden and what is left standing on the page are one rule", () => {
  const documents = ["profile", "entries", "link", "month"] as const;
  const problems = ["cannot_open", "older_than_seen", "newer_program", "not_recovered"] as const;
  for (const document of documents) {
    for (const problem of problems) {
      for (const period of ["period", null]) {
        const vault = cutOffVault();
        expect(readableOf(vault, period)?.stays).toBeNull();
        const held = document === "month" ? vault.month("check-ins/2026-11") : vault[document];
        held.ownTrouble = problem;
        const hidden = vault.troubles.some(hidesShares);
        expect([document, hidden]).toEqual([document, document !== "profile"]);
        expect([document, period, readableOf(vault, period)?.stays !== null]).toEqual([
          document,
          period,
          hidden,
        ]);
      }
    }
  }
});

test("a kind that only a newer program knows hides everything; rubbish that nothing vouches for hides nothing", () => {
  const hides = (problem: Trouble["problem"]) => hidesShares({ document: "unknown", problem });
  expect([hides("newer_program"), hides("cannot_open"), hides("older_than_seen")]).toEqual([
    true,
    false,
    false,
  ]);
});
