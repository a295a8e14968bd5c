"use client";

import { useEffect, useState } from "react";
import { keepReading } from "@/lib/client";

/** Says `message` once a link was held back because the network is gone, until it is there again. */
export function StayOffline({ message }: { message: string }) {
  const [stayed, setStayed] = useState(false);
  useEffect(() => keepReading(setStayed), []);
  return (
    <div role="status" className="toasts">
      <p data-stayed="" hidden={!stayed} className="toast px-4 py-3">
        {message}
      </p>
    </div>
  );
}
