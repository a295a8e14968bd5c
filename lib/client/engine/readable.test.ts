import { expect, test } from "vitest";
import { newVaultKey } from "@/lib/crypto";
import type { Trouble } from "./contract";
import { createHttp, forAccount } from "./http";
import { readableOf } from "./readable";
import { sturdy } from "./sturdy-device";
import { hidesShares } from "./trouble";
import { Vault } from "./vault";

const fails = (): Promise<never> => Promise.reject(new Error("refused"));
const nothing = () => {};

function blankVault(): Vault {
  const tokens = { token: async () => ({ ok: false, failure: "offline" }) as const, drop: nothing };
  return new Vault({
    http: forAccount(createHttp(fails), "owner", { tokens, onOther: nothing, onLocked: nothing }),
    device: sturdy({
      ...{ remember: fails, touch: fails, keeps: fails, recall: fails, forget: fails },
      ...{ keepUnsent: fails, dropUnsent: fails, unsentOf: fails, wipe: fails },
    }),
    ownerId: "owner",
    key: newVaultKey(),
    onChange: nothing,
    onContent: nothing,
    onSaved: nothing,
  });
}

test("what screens say may be hidden and what is left standing on the page are one rule", () => {
  const documents = ["profile", "entries", "link", "month"] as const;
  const problems = ["cannot_open", "older_than_seen", "newer_program", "not_recovered"] as const;
  for (const document of documents) {
    for (const problem of problems) {
      for (const period of ["period", null]) {
        const vault = blankVault();
        expect(readableOf(vault, period)?.stays).toBeNull();
        const held = document === "month" ? vault.month("check-ins/2026-11") : vault[document];
        held.trouble = problem;
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
