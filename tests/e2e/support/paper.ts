import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";

/** What reads the words out of a PDF; either may be on a machine, or neither. */
const READERS: [program: string, args: (file: string) => string[]][] = [
  ["pdftotext", (file) => ["-layout", file, "-"]],
  ["gs", (file) => ["-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=txtwrite", "-sOutputFile=-", file]],
];

/** The words that would be on paper, as the page is styled for it, and nothing that its browser adds. */
export async function wordsOnPaper(page: Page): Promise<string> {
  await page.emulateMedia({ media: "print" });
  const words = await page.evaluate(
    () =>
      new Promise<string>((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(document.body.innerText))),
      ),
  );
  await page.emulateMedia({ media: null });
  return words.replaceAll(/\s+/g, " ").trim();
}

/**
 * The page as Chromium prints it, with the head and foot that it offers where there is room: how many sheets, the title in the
 * file, and its words where this machine has a program that reads them.
 */
export async function printed(
  page: Page,
  options: Parameters<Page["pdf"]>[0] = {},
): Promise<{ sheets: number; title: string | undefined; words: string | null }> {
  const folder = mkdtempSync(path.join(tmpdir(), "stile-paper-"));
  try {
    const file = path.join(folder, "page.pdf");
    writeFileSync(file, await page.pdf({ format: "A4", displayHeaderFooter: true, ...options }));
    const raw = readFileSync(file, "latin1");
    return {
      sheets: raw.match(/\/Type\s*\/Page\b/g)?.length ?? 0,
      title: /\/Title\s*\(([^)]*)\)/.exec(raw)?.[1],
      words: wordsIn(file),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function wordsIn(file: string): string | null {
  for (const [program, args] of READERS) {
    try {
      const text = execFileSync(program, args(file), {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      });
      return text.replaceAll(/\s+/g, " ").trim();
    } catch {
      // It is not here.
    }
  }
  return null;
}
