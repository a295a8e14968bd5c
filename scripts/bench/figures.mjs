// Medians, ratios and the table that is printed at the end.

/**
 * One line of the table. `value` and `bare` are shown as they are; `ratio` is judged by `atMost` or `atLeast` where there is one,
 * `bytes` by `atMostBytes`, `ms` by `atMostMs`.
 * @typedef {{ what: string, value: string, bare?: string, ratio?: number, atMost?: number, atLeast?: number, bytes?: number, atMostBytes?: number, ms?: number, atMostMs?: number }} Line
 */

/**
 * The value below which the share `at` of all values lies; the median by default. Throws where there are none.
 * @param {readonly number[]} values
 */
export function quantile(values, at = 0.5) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * at;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (below === undefined || above === undefined) throw new Error("Nothing was measured.");
  return below + (above - below) * (place - Math.floor(place));
}

export const milliseconds = (/** @type {number} */ ms) => `${ms < 100 ? ms.toFixed(1) : Math.round(ms)} ms`;
export const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} KB`;
export const megabytes = (/** @type {number} */ bytes) => `${Math.round(bytes / 1e6)} MB`;
export const perSecond = (/** @type {number} */ rate) => `${Math.round(rate)} /s`;

/** Whether a line keeps to its target; undefined where it has none. @param {Line} line */
export function keeps({ ratio, atMost, atLeast, bytes, atMostBytes, ms, atMostMs }) {
  if (bytes !== undefined && atMostBytes !== undefined) return bytes <= atMostBytes;
  if (ms !== undefined && atMostMs !== undefined) return ms <= atMostMs;
  if (ratio === undefined || (atMost === undefined && atLeast === undefined)) return undefined;
  return ratio <= (atMost ?? Number.POSITIVE_INFINITY) && ratio >= (atLeast ?? 0);
}

/** @param {Line} line */
function target({ atMost, atLeast, atMostBytes, atMostMs }) {
  if (atMostBytes !== undefined) return `at most ${kilobytes(atMostBytes)}`;
  if (atMostMs !== undefined) return `at most ${milliseconds(atMostMs)}`;
  if (atMost !== undefined) return `at most ${atMost}`;
  return atLeast === undefined ? "none" : `at least ${atLeast}`;
}

/** The lines as a plain table, a last column saying whether each target is kept. @param {readonly Line[]} lines */
export function table(lines) {
  const rows = lines.map((line) => {
    const kept = keeps(line);
    const verdict = kept === undefined ? "" : kept ? "ok" : "missed";
    return [...[line.what, line.value, line.bare ?? "", line.ratio?.toFixed(2) ?? "", target(line), verdict]];
  });
  const all = [["", "Stile", "bare app", "ratio", "target", ""], ...rows];
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  return all
    .map((row) =>
      row
        .map((cell, at) =>
          at === 0 || at > 3 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
