import { vi } from "vitest";

/*
 * For the server tests: what a passphrase and four words cost whoever guesses at them is a figure, and here a small one. All else is
 * as it is: the same functions, with another measure of work. The server has no part in that work, and a run of these tests would
 * do nothing else for six seconds out of seven. The figures themselves are held where they stand (lib/crypto, and its vectors),
 * and the whole work is done in the browser tests, and in the files here that ask for it by `vi.unmock`.
 */

const LIGHT = { keyStretching: { "argon2id-custom": { memory: 8, iterations: 1, parallelism: 1 } } } as const;

vi.mock("@serenity-kit/opaque", async (original) => {
  const real = await original<typeof import("@serenity-kit/opaque")>();
  const client: typeof real.client = {
    ...real.client,
    finishLogin: (of) => real.client.finishLogin({ ...of, ...LIGHT }),
    finishRegistration: (of) => real.client.finishRegistration({ ...of, ...LIGHT }),
  };
  return { ...real, client };
});

vi.mock("@noble/hashes/scrypt.js", async (original) => {
  const real = await original<typeof import("@noble/hashes/scrypt.js")>();
  const scryptAsync: typeof real.scryptAsync = (password, salt, options) =>
    real.scryptAsync(password, salt, { ...options, N: 2 });
  return { ...real, scryptAsync };
});
