"use client";

import { type ReactNode, useMemo } from "react";
import { cx } from "@/components/ui/cx";
import { useSameList } from "./use-held";

/** How many rows a piece of a long list has, and how tall a closed one is at least, in rem. */
const PIECE = 25;
const ROW_REM = 3.5;

type Item = { readonly id: string };

type Props<Of extends Item> = {
  /** Rows that stand before those of the items. */
  children?: ReactNode;
  items: readonly Of[];
  openId: string | null;
  /** Draws the row of one item. The same function for as long as it draws the same. */
  draw: (item: Of, open: boolean) => ReactNode;
};

/**
 * A list of rows that open in place. A long one is drawn in pieces: a change in a row draws its piece anew and not the list, and
 * pieces that are out of sight are neither laid out nor painted. An element between a list and its rows is not allowed in `ul`,
 * so list and rows say what they are by their roles.
 */
export function EntryList<Of extends Item>({ children, items, openId, draw }: Props<Of>) {
  const isLong = items.length > 2 * PIECE;
  const size = isLong ? PIECE : Math.max(1, items.length);
  const pieces = Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above
    <div
      role="list"
      className={cx(
        "divide-y divide-line overflow-clip rounded-lg border border-line bg-sheet",
        // Where pieces get their true height as they come into sight, the browser keeps in place what is read.
        !isLong && "[overflow-anchor:none]",
      )}
    >
      {children}
      {pieces.map((piece, at) => (
        <Piece
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece is where it stands
          key={at}
          items={piece}
          openId={piece.some(({ id }) => id === openId) ? openId : null}
          mayRest={isLong}
          draw={draw}
        />
      ))}
    </div>
  );
}

type PieceProps<Of extends Item> = Omit<Props<Of>, "children"> & { mayRest: boolean };

function Piece<Of extends Item>({ items, openId, mayRest, draw }: PieceProps<Of>) {
  const held = useSameList(items);
  return useMemo(() => {
    const rests = mayRest && openId === null;
    return (
      <div
        className={cx("divide-y divide-line", rests && "[content-visibility:auto]")}
        style={rests ? { containIntrinsicBlockSize: `auto ${held.length * ROW_REM}rem` } : undefined}
      >
        {held.map((item) => draw(item, item.id === openId))}
      </div>
    );
  }, [held, openId, mayRest, draw]);
}
