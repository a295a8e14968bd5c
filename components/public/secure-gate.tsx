"use client";

import { type ReactNode, useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { type Lack, lacking } from "@/lib/client";

const never = () => () => undefined;
const assumed = () => null;

type Props = {
  children: ReactNode;
  /** What is said where something is lacking. */
  otherwise: Record<Lack, ReactNode>;
  words: { tryAgain: string; still: string };
};

/**
 * Shows `children` where the browser has all that Stile needs, and what it lacks where it does not. A press looks again: what
 * a person allows in the browser's settings may hold at once.
 */
export function SecureGate({ children, otherwise, words }: Props) {
  const [looks, setLooks] = useState(0);
  // Read anew at each drawing.
  const lack = useSyncExternalStore(never, lacking, assumed);
  if (lack === null) return children;
  return (
    <div className="mx-auto mt-20 mb-12 grid max-w-[44rem] gap-4 px-4 sm:px-6">
      {otherwise[lack]}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button onClick={() => setLooks(looks + 1)}>{words.tryAgain}</Button>
        <p role="status" className="text-quiet">
          {looks > 0 ? words.still : ""}
        </p>
      </div>
    </div>
  );
}
