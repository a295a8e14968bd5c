import { wordlist } from "@scure/bip39/wordlists/english.js";

/**
 * Left out of the list: words about violence, fear, shame, illness, police and courts, weapons, drink, families and
 * closeness. A machine that hands somebody "obey" or "abuse" at random has said something to them all the same. The
 * rest gives 10.8 bits a word rather than 11.
 *
 * The list is part of the words that two people compare, so a change of it changes those.
 */
const LEFT_OUT = new Set(
  `abandon abuse accident accuse addict afraid alarm alcohol alone anger angry anxiety argue armed army
  arrest assault attack aunt awful baby bachelor battle betray birth bitter blame bleak blind blood body
  bomb boss boy brother bullet bunker burden burst cage cannon caught child claw clinic control cousin
  crash crazy crime cruel crush cry dad damage danger daughter debris defense defy demand demise denial
  despair destroy dirt disease disorder divorce dizzy doctor dose drink dumb embrace enemy enforce evidence
  evil exhaust exile expose family fat fatal father fatigue fault fever flee force fragile fury ghost girl
  gloom grab grief grunt guard guilt gun harsh hazard hip horror hospital hunt hurt husband ignore ill
  illegal illness infant inflict injury inmate innocent insane jealous judge kick kid kiss knife knock
  lawsuit legal liar lonely mad marriage mercy misery mistake mom monster mother naive nasty negative
  neglect nerve nuclear nurse obey orphan panic parent patient penalty pig pill pistol police poverty
  prevent prison problem punch razor rebel refuse regret reject resist rifle riot romance rude sad sadness
  scare scorpion secret shaft shock shoot shove sibling sick siege silent sister skin skull slab slam smoke
  sorry spy stick sting strike struggle stumble submit suffer suspect swear sword tattoo tongue torch
  tragic trap trash trial trick trigger trouble trust truth ugly unable uncle unfair unhappy upset useless
  vicious virus warfare warrior weapon weasel wedding weird whip whisper wife wine witness worry wreck
  wrestle wrist wrong
  `.split(/\s+/),
);

/** English words of the BIP 39 list: short, common, and each told apart by its first four letters. */
const WORDS: readonly string[] = wordlist.filter((word) => !LEFT_OUT.has(word));
const LISTED: ReadonlySet<string> = new Set(WORDS);

/** Whether a word is one of the list. */
export const isListed = (word: string): boolean => LISTED.has(word);

const BYTES_A_WORD = 8;

/** Words picked by bytes, eight bytes a word. So wide a number makes the remainder's bias too small to matter (2^-53). */
export function wordsFromBytes(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / BYTES_A_WORD) }, (_, at) => {
    const index = Number(view.getBigUint64(at * BYTES_A_WORD) % BigInt(WORDS.length));
    return WORDS[index] ?? "";
  });
}

/** That many random words. */
export function randomWords(count: number): string[] {
  return wordsFromBytes(crypto.getRandomValues(new Uint8Array(count * BYTES_A_WORD)));
}
