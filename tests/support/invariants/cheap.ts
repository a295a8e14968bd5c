/*
 * What takes most of the time where people sign in and link a thousand times, made cheap. All else is as it is.
 */

type Opaque = typeof import("@serenity-kit/opaque");

/** Next to no work, on purpose: nobody guesses at the passphrases of a test. */
const CHEAP = { keyStretching: { "argon2id-custom": { memory: 8, iterations: 1, parallelism: 1 } } } as const;

/** OPAQUE with a key that is stretched by nothing. */
export function cheapOpaque(real: Opaque): Opaque {
  const client: Opaque["client"] = {
    ...real.client,
    finishLogin: (of) => real.client.finishLogin({ ...of, ...CHEAP }),
    finishRegistration: (of) => real.client.finishRegistration({ ...of, ...CHEAP }),
  };
  return { ...real, client };
}

type Crypto = typeof import("@/lib/crypto");

/** The words of a pair key without the work: four pieces of the key itself, the same for both. */
export function cheapWords(real: Crypto): Crypto {
  const pairWords: Crypto["pairWords"] = async (key) => [0, 4, 8, 12].map((at) => key.slice(at, at + 4));
  return { ...real, pairWords };
}
