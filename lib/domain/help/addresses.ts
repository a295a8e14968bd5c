import type { HelpLine } from "./schema";

/** A number as a phone dials it: digits, plus, star and hash; `#` is escaped for the address. */
const dialled = (number: string): string => number.replace(/[^0-9+*#]/g, "").replaceAll("#", "%23");

/** The address that calls a number. */
export const telHref = (number: string): string => `tel:${dialled(number)}`;

/** The address that begins a text message, with the word already in it where one is wanted. Nothing is sent by it. */
export const smsHref = ({ number, word }: NonNullable<HelpLine["text"]>): string =>
  `sms:${dialled(number)}${word === undefined ? "" : `?body=${encodeURIComponent(word)}`}`;
