import { randomBytes } from "node:crypto";
import * as opaque from "@serenity-kit/opaque";
import { type Answer, send } from "./http";

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

/** The messages of a registration, as the browser makes them. */
export async function beginRegistration(passphrase: string) {
  await opaque.ready;
  const { clientRegistrationState, registrationRequest } = opaque.client.startRegistration({
    password: passphrase,
  });
  return {
    registrationRequest,
    finish: (registrationResponse: string) =>
      opaque.client.finishRegistration({
        password: passphrase,
        clientRegistrationState,
        registrationResponse,
        keyStretching,
      }).registrationRecord,
  };
}

/** Signs somebody up without signing them in. */
export async function signUp(handle = `fern-${randomBytes(6).toString("hex")}`): Promise<Account> {
  const address = newAddress();
  const passphrase = `passphrase ${randomText(6)}`;
  const registration = await beginRegistration(passphrase);
  const started = await send("accounts/start", {
    body: { handle, registrationRequest: registration.registrationRequest },
    address,
  });
  if (started.status !== 200) throw new Error(`Sign-up did not start: ${started.text}`);
  const rest = { recoveryAuth: randomText(32), passphraseSlot: sealed(), recoverySlot: sealed() };
  const finished = await send("accounts/finish", {
    body: {
      attemptId: started.json.attemptId,
      registrationRecord: registration.finish(started.json.registrationResponse),
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
