import "server-only";
import { timingSafeEqual } from "node:crypto";
import { ID_LENGTH, idWithMac } from "@/lib/wire/primitives";
import { hmac, newId } from "./bytes";
import { readCookie } from "./session";
import { settings } from "./settings";

/*
 * [Note: A device that signed in before] A finished sign-in leaves a token in the browser with which that account's next one
 * is counted apart: nobody who floods the same address uses up its tries. The token is a random id and a code over the id, the
 * account, its epoch and a period. It says nothing to whoever reads it, ends when any session of the account is signed out,
 * and is sent with the start of a sign-in alone, which names the account anyway. docs/decisions/021 says why.
 */

/** A token is made for a period and the next, so that its end tells nobody when it was made. Milliseconds. */
const PERIOD_MS = 14 * 24 * 60 * 60 * 1000;
const period = () => Math.floor(Date.now() / PERIOD_MS);

type Account = { id: string; epoch: number };

function cookie() {
  const secure = settings().origin.startsWith("https:");
  const flags = ["Path=/api/sign-in", "HttpOnly", "SameSite=Strict", ...(secure ? ["Secure"] : [])];
  return { name: secure ? "__Secure-stile-known" : "stile-known", flags: flags.join("; ") };
}

const codeOf = (id: string, account: Account, of: number) =>
  hmac(settings().secrets.rateLimitKey, "known device", id, account.id, String(account.epoch), String(of));

/** The Set-Cookie that makes a browser known to an account whose passphrase it has just proved. */
export function rememberDevice(account: Account): string {
  const { name, flags } = cookie();
  const id = newId();
  const ends = new Date((period() + 2) * PERIOD_MS);
  return `${name}=${id}${codeOf(id, account, period())}; Expires=${ends.toUTCString()}; ${flags}`;
}

/** The Set-Cookie that takes it away. */
export function forgetDevice(): string {
  const { name, flags } = cookie();
  return `${name}=; Max-Age=0; ${flags}`;
}

/** What a request's cookie says, not yet checked; null where there is none that could be ours. */
export function deviceToken(request: Request): string | null {
  const value = readCookie(request, cookie().name);
  return idWithMac.safeParse(value).data ?? null;
}

/** The id of the device that this account made known by this token, or null where it did not. */
export function knownDevice(token: string, account: Account): string | null {
  const [id, code] = [token.slice(0, ID_LENGTH), Buffer.from(token.slice(ID_LENGTH))];
  const mine = [period(), period() - 1].map((of) => Buffer.from(codeOf(id, account, of)));
  return mine.some((one) => timingSafeEqual(one, code)) ? id : null;
}
