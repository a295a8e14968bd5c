"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Loading } from "./progress";

type Props = { value: string; label: string };
type Drawn = { size: number; path: string };

/** Draws `value` as a QR code, as vector. The drawing code is fetched when first needed. */
export function QrImage({ value, label }: Props) {
  const t = useTranslations("ui");
  const [drawn, setDrawn] = useState<Drawn | null>(null);

  useEffect(() => {
    let wanted = true;
    void import("lean-qr").then(({ generate }) => {
      if (!wanted) return;
      const code = generate(value);
      let path = "";
      for (let y = 0; y < code.size; y += 1) {
        for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x} ${y}h1v1h-1z`;
      }
      setDrawn({ size: code.size, path });
    });
    return () => {
      wanted = false;
    };
  }, [value]);

  if (drawn === null) return <Loading>{t("qrDrawing")}</Loading>;
  // Four modules of white around it, and black on white in either theme: cameras ask for that.
  const side = drawn.size + 8;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`-4 -4 ${side} ${side}`}
      shapeRendering="crispEdges"
      className="h-auto w-full max-w-72 rounded-md forced-color-adjust-none"
    >
      <rect x="-4" y="-4" width={side} height={side} fill="#fff" />
      <path d={drawn.path} fill="#000" />
    </svg>
  );
}
