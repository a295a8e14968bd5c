import type { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { normalisePassphrase } from "@/lib/crypto";
import type { PassphraseAdvice } from "./contract";

/** NIST SP 800-63B-4, 3.1.1.2: at least 15 characters where the passphrase is the only factor. */
const MIN_CHARACTERS = 15;
/** zxcvbn's "safely unguessable": more than 10^8 guesses, and the derivation makes each one slow. */
const MIN_SCORE = 3;

let loading: Promise<ZxcvbnFactory> | null = null;

/** zxcvbn with its word lists, fetched when it is first asked for. */
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

/**
 * Whether a passphrase of one's own will do. `short`: under 15 characters. `guessable`: zxcvbn finds it too near to
 * common passwords, words, dates or the handle.
 */
export async function advisePassphrase(passphrase: string, handle: string): Promise<PassphraseAdvice> {
  const meant = normalisePassphrase(passphrase);
  if ([...meant].length < MIN_CHARACTERS) return { ok: false, why: "short" };
  loading ??= load();
  const { score } = (await loading).check(meant, [handle, "stile"]);
  return score >= MIN_SCORE ? { ok: true } : { ok: false, why: "guessable" };
}
