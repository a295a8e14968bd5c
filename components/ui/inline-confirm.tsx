"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "./button";

type Props = {
  /** What stands on the button that asks. */
  label: ReactNode;
  question: ReactNode;
  /** What is good to know before one answers. */
  details?: ReactNode;
  yes: ReactNode;
  /** Changes nothing, and comes first. */
  no: ReactNode;
  onYes: () => void;
};

/** A button that asks once more, right where it stands, before it does something. */
export function InlineConfirm({ label, question, details, yes, no, onYes }: Props) {
  const [asking, setAsking] = useState(false);
  const questionId = useId();
  const asker = useRef<HTMLButtonElement>(null);
  const keeper = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);

  // Focus goes to the answer that changes nothing, and back again.
  useEffect(() => {
    if (asking) keeper.current?.focus();
    else if (wasAsking.current) asker.current?.focus();
    wasAsking.current = asking;
  }, [asking]);

  if (!asking) {
    return (
      <Button ref={asker} onClick={() => setAsking(true)}>
        {label}
      </Button>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; this is a question with two buttons
    <div role="group" aria-labelledby={questionId} className="grid gap-3">
      <p id={questionId} className="max-w-[58ch] font-bold">
        {question}
      </p>
      {details}
      <div className="flex flex-wrap gap-3">
        <Button ref={keeper} onClick={() => setAsking(false)}>
          {no}
        </Button>
        <Button
          variant="primary"
          onClick={() => {
            setAsking(false);
            onYes();
          }}
        >
          {yes}
        </Button>
      </div>
    </div>
  );
}
