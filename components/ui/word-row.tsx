"use client";

import type { ClipboardEvent } from "react";
import { cx } from "./cx";

type Props = { words: readonly string[]; label: string };

/**
 * A few words set large, to be compared or copied out by hand, so never translated. Numbered, so that the order is plain; none
 * is broken in two, and every row is full: six stand in threes. Copied, they are the words alone, with one space between them.
 */
export function WordRow({ words, label }: Props) {
  return (
    <ol
      aria-label={label}
      onCopy={copyWords}
      className={cx(
        "grid grid-cols-2 gap-2",
        words.length % 3 === 0 ? "sm:grid-cols-3" : "sm:grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))]",
      )}
    >
      {words.map((word, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a word is known by; words may repeat
          key={index}
          className="flex min-w-0 items-baseline gap-2 rounded-md border border-line bg-wash px-3 py-2.5"
        >
          <span className="text-sm text-quiet select-none" aria-hidden="true">
            {index + 1}
          </span>
          <span translate="no" className="min-w-0 text-lg font-bold [overflow-wrap:anywhere]">
            {word}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Of what is selected, the words: their numbers and the breaks between them are how they are drawn. */
function copyWords(event: ClipboardEvent): void {
  const selected = getSelection()?.toString() ?? "";
  const words = selected.split(/\s+/).filter((part) => part !== "" && !/^\d+$/.test(part));
  if (words.length === 0) return;
  event.preventDefault();
  event.clipboardData.setData("text/plain", words.join(" "));
}
