import type { OpenVault, SaveState } from "./contract";
import type { OpenAccount } from "./open-account";

/** All that the screens of an open account show. */
export function viewOf(account: OpenAccount): OpenVault {
  const { vault } = account;
  return {
    handle: account.who.handle,
    profile: vault.profile.current,
    entries: vault.entries.current.entries,
    paused: vault.entries.current.paused.on,
    checkIns: vault.checkIns.sort((a, b) => b.startedAt - a.startedAt),
    setAside: [vault.entries, ...vault.allMonths].flatMap((held) => held.current.setAside),
    link: account.linking.view,
    theirPage: account.theirPage,
    saving: savingOf(account),
    troubles: vault.troubles,
  };
}

function savingOf({ vault, publishing }: OpenAccount): SaveState {
  const { saveState } = vault;
  if (saveState.state === "notYet") return { ...saveState, sharing: publishing.behind !== null };
  if (publishing.behind) return { state: "notYet", problem: publishing.behind, sharing: true };
  return saveState.state === "saved" && publishing.running ? { state: "saving" } : saveState;
}
