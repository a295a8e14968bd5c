import "server-only";
import * as opaque from "@serenity-kit/opaque";
import { AppError } from "./errors";
import { settings } from "./settings";

const serverSetup = () => settings().secrets.opaqueServerSetup;

/** OPAQUE throws at whatever is not a message of its protocol. */
async function orBadRequest<T>(work: () => T): Promise<T> {
  await opaque.ready;
  try {
    return work();
  } catch {
    throw new AppError("bad_request");
  }
}

/** Answers the first message of a registration. Throws `bad_request` when it is malformed. */
export async function answerRegistration(
  userIdentifier: string,
  registrationRequest: string,
): Promise<string> {
  const answer = await orBadRequest(() =>
    opaque.server.createRegistrationResponse({
      serverSetup: serverSetup(),
      userIdentifier,
      registrationRequest,
    }),
  );
  return answer.registrationResponse;
}

let sampleRequest: string | undefined;

/** Throws `bad_request` unless a sign-in could be started with this record: a malformed one would lock its owner out. */
export async function checkRecord(userIdentifier: string, registrationRecord: string): Promise<void> {
  await orBadRequest(() => {
    sampleRequest ??= opaque.client.startLogin({ password: "" }).startLoginRequest;
    opaque.server.startLogin({
      serverSetup: serverSetup(),
      userIdentifier,
      registrationRecord,
      startLoginRequest: sampleRequest,
    });
  });
}

/**
 * Answers the first message of a sign-in. With no record the answer is made up, and looks and takes the same.
 * Throws `bad_request` when the message is malformed.
 */
export async function answerLogin(
  userIdentifier: string,
  registrationRecord: string | null,
  startLoginRequest: string,
): Promise<{ loginResponse: string; serverLoginState: string }> {
  return orBadRequest(() =>
    opaque.server.startLogin({
      serverSetup: serverSetup(),
      userIdentifier,
      registrationRecord,
      startLoginRequest,
    }),
  );
}

/** Did the last message of a sign-in prove the passphrase? A malformed one did not. */
export async function provesPassphrase(
  serverLoginState: string,
  finishLoginRequest: string,
): Promise<boolean> {
  await opaque.ready;
  try {
    opaque.server.finishLogin({ serverLoginState, finishLoginRequest });
    return true;
  } catch {
    return false;
  }
}
