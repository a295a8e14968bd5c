import type { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { isSuggested, normalisePassphrase } from "@/lib/crypto";
import type { PassphraseAdvice } from "./contract";

/** NIST SP 800-63B-4, 3.1.1.2: at least 15 characters where the passphrase is the only factor. */
const MIN_CHARACTERS = 15;
/** zxcvbn's "safely unguessable": more than 10^8 guesses, and the derivation makes each one slow. */
const MIN_SCORE = 3;

let loading: Promise<ZxcvbnFactory> | null = null;

/** zxcvbn with its word lists, fetched when it is first asked for. Rejects where it could not be; the next call tries anew. */
function checker(): Promise<ZxcvbnFactory> {
  loading ??= load().catch((error: unknown) => {
    // A rejected promise that is kept would fail for ever.
    loading = null;
    throw error;
  });
  return loading;
}

async function load(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
  ]);
  return new ZxcvbnFactory({
    graphs: common.adjacencyGraphs,
    dictionary: { ...common.dictionary, ...english.dictionary },
  });
}

/** Fewer characters than this, with every word said once and no spaces, are guessable whatever zxcvbn makes of them. */
const MIN_CHARACTERS_SAID_ONCE = 12;

/**
 * Whether a passphrase of one's own will do. `short`: under 15 characters. `guessable`: zxcvbn finds it too near to
 * common passwords, words, dates or the handle. It counts spaces and words said again as strength, which a guesser gets
 * for nothing, so the passphrase is judged without them too.
 * Rejects when zxcvbn cannot be fetched, but for six different words of the list: those are suggested ones as a rule, which
 * are strong as they are.
 */
export async function advisePassphrase(passphrase: string, handle: string): Promise<PassphraseAdvice> {
  const meant = normalisePassphrase(passphrase);
  if ([...meant].length < MIN_CHARACTERS) return { ok: false, why: "short" };
  const words = meant.toLowerCase().split(/\s+/u);
  const saidOnce = [...new Set(words)].join("");
  if ([...saidOnce].length < MIN_CHARACTERS_SAID_ONCE) return { ok: false, why: "guessable" };

  const zxcvbn = await checker().catch((error: unknown) => {
    if (isSuggested(passphrase)) return null;
    throw error;
  });
  if (!zxcvbn) return { ok: true };
  const scores = [meant, words.join(""), saidOnce].map(
    (spelling) => zxcvbn.check(spelling, [handle, "stile"]).score,
  );
  return Math.min(...scores) >= MIN_SCORE ? { ok: true } : { ok: false, why: "guessable" };
}
