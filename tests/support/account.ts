import { randomBytes } from "node:crypto";
import * as opaque from "@serenity-kit/opaque";
import { type Answer, accessSecrets, accessStretching, send } from "./http";

/** Weak on purpose: the tests try the server, which has no part in stretching keys. */
const keyStretching = { "argon2id-custom": { memory: 8192, iterations: 1, parallelism: 1 } } as const;

export const randomText = (bytes: number) => randomBytes(bytes).toString("base64url");
export const newId = () => randomText(16);
export const newName = () => randomText(32);
/** Some sealed bytes; the server cannot tell that nothing is in them. */
export const sealed = (bytes = 64) => randomText(bytes);
export const newAddress = () => `test-${randomText(8)}`;

export type Account = {
  ownerId: string;
  handle: string;
  passphrase: string;
  recoveryAuth: string;
  passphraseSlot: string;
  recoverySlot: string;
  address: string;
  cookie: string;
};

/**
 * The messages of a registration, as the browser makes them: of a passphrase, and of what proves access. An account that
 * registers anew, at a recovery, is named by its owner and keeps its secret.
 */
export async function beginRegistration(passphrase: string, owner = "") {
  await opaque.ready;
  const start = (password: string) => opaque.client.startRegistration({ password });
  const secret = accessSecrets.get(owner) ?? randomText(32);
  const [one, other] = [start(passphrase), start(secret)];
  return {
    requests: { registrationRequest: one.registrationRequest, accessRequest: other.registrationRequest },
    /** The records for an owner, whose access the tests can prove from then on. */
    records: (ownerId: string, answer: { registrationResponse: string; accessResponse: string }) => {
      accessSecrets.set(ownerId, secret);
      return {
        registrationRecord: opaque.client.finishRegistration({
          password: passphrase,
          clientRegistrationState: one.clientRegistrationState,
          registrationResponse: answer.registrationResponse,
          keyStretching,
        }).registrationRecord,
        accessRecord: opaque.client.finishRegistration({
          password: secret,
          clientRegistrationState: other.clientRegistrationState,
          registrationResponse: answer.accessResponse,
          keyStretching: accessStretching,
        }).registrationRecord,
      };
    },
  };
}

/** Signs somebody up without signing them in. */
export async function signUp(handle = `fern-${randomBytes(6).toString("hex")}`): Promise<Account> {
  const address = newAddress();
  const passphrase = `passphrase ${randomText(6)}`;
  const registration = await beginRegistration(passphrase);
  const started = await send("accounts/start", {
    body: {
      handle,
      ...registration.requests,
    },
    address,
  });
  if (started.status !== 200) throw new Error(`Sign-up did not start: ${started.text}`);
  const rest = { recoveryAuth: randomText(32), passphraseSlot: sealed(), recoverySlot: sealed() };
  const finished = await send("accounts/finish", {
    body: {
      attemptId: started.json.attemptId,
      ...registration.records(started.json.ownerId, started.json),
      ...rest,
    },
    address,
  });
  if (finished.status !== 201) throw new Error(`Sign-up did not finish: ${finished.text}`);
  return { ownerId: started.json.ownerId, handle, passphrase, address, cookie: "", ...rest };
}

/** Goes through both halves of a sign-in; the answer is that of the half that ended it. */
export async function trySignIn(
  handle: string,
  passphrase: string,
  address = newAddress(),
  cookie = "",
): Promise<Answer> {
  await opaque.ready;
  const { clientLoginState, startLoginRequest } = opaque.client.startLogin({ password: passphrase });
  const started = await send("sign-in/start", { body: { handle, startLoginRequest }, address, cookie });
  if (started.status !== 200) return started;
  const { attemptId, loginResponse } = started.json;
  const finished = opaque.client.finishLogin({
    clientLoginState,
    loginResponse,
    password: passphrase,
    keyStretching,
  });
  // A browser notices a wrong passphrase by itself; here something is sent all the same.
  const finishLoginRequest = finished?.finishLoginRequest ?? randomText(64);
  return send("auth/callback/credentials", { body: { attemptId, finishLoginRequest }, address, cookie });
}

/** The part of a sign-in's Set-Cookie that a browser sends back: the session's, or the device's. */
export function cookieOf(answer: Answer, which: "session" | "device" = "session"): string {
  const [session = "", device = ""] = answer.headers.getSetCookie();
  return (which === "session" ? session : device).split(";", 1)[0] ?? "";
}

/** A new session of an account. */
export async function signIn(account: Account): Promise<string> {
  const answer = await trySignIn(account.handle, account.passphrase, account.address);
  if (answer.status !== 200) throw new Error(`Sign-in failed: ${answer.text}`);
  return cookieOf(answer);
}

/** Somebody new who is signed in. */
export async function newAccount(): Promise<Account> {
  const account = await signUp();
  return { ...account, cookie: await signIn(account) };
}

/** Two people who are linked, with the moments of their first pages. */
export async function newPair() {
  const maker = await newAccount();
  const accepter = await newAccount();
  const inviteId = newId();
  const start = Date.now() - 1000;
  const page = () => ({ effectiveFrom: start, sealed: sealed() });
  const pages = { maker: page(), accepter: page() };
  const steps = [
    await send("invites", { body: { id: inviteId }, cookie: maker.cookie }),
    await send(`invites/${inviteId}/accept`, {
      body: { acceptance: sealed(), page: pages.accepter },
      cookie: accepter.cookie,
    }),
    await send("link", { body: { page: pages.maker }, cookie: maker.cookie }),
  ];
  for (const { status, text } of steps) if (status !== 201) throw new Error(`Linking failed: ${text}`);
  return { maker, accepter, inviteId, start, pages };
}
