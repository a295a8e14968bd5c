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

/** Works out the words of a pair key once, as each engine does for itself. */
export function wordsOnce(real: Crypto): Crypto {
  const known = new Map<string, ReturnType<Crypto["pairWords"]>>();
  const pairWords: Crypto["pairWords"] = (key) => {
    const words = known.get(key) ?? real.pairWords(key);
    known.set(key, words);
    return words;
  };
  return { ...real, pairWords };
}
