import { ATTEMPT_HEADER, type DocumentText, recoveryOpenResponse } from "@/lib/wire/accounts";
import { type Account, beginRegistration, newAddress, newName, randomText, sealed } from "./account";
import { send } from "./http";

/** What the code of an account proves itself with. */
export const credentials = ({ handle, recoveryAuth }: Account) => ({ handle, recoveryAuth });

/** What a browser sends at the end of a recovery. */
export async function prepareRecovery(account: Account, passphrase = "a new passphrase") {
  const address = newAddress();
  const opened = await send("recovery/open", { body: credentials(account), address });
  const { documents } = recoveryOpenResponse.parse(opened.json);
  const registration = await beginRegistration(passphrase, account.ownerId);
  const started = await send("recovery/start", {
    body: { ...credentials(account), ...registration.requests },
    address,
  });
  if (started.status !== 200) throw new Error(`Recovery did not start: ${started.text}`);
  return {
    address,
    headers: { [ATTEMPT_HEADER]: String(started.json.attemptId) },
    body: {
      ...credentials(account),
      ...registration.records(account.ownerId, started.json),
      passphraseSlot: sealed(),
      recoverySlot: sealed(),
      newRecoveryAuth: randomText(32),
      documents: documents.map(
        ({ version }): DocumentText => ({ name: newName(), version: version + 1, sealed: sealed() }),
      ),
      replaces: documents.map(({ name, version }) => ({ name, version })),
    },
  };
}
