import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Throws, and says what to install, when a program is not there: a test that needs it must not pass for want of it. */
export function requirePrograms(): void {
  for (const [program, from] of [
    ["age", "age"],
    ["script", "bsdutils"],
  ] as const) {
    if (spawnSync(program, ["--version"]).error !== undefined) {
      throw new Error(`The \`${program}\` program is needed for this test: apt-get install ${from}`);
    }
  }
}

/**
 * Opens a file with the standard `age` program and gives its text, or null when the passphrase does not open it. `age`
 * takes a passphrase from a terminal and nowhere else: `script` lends it one.
 */
export function ageDecrypt(sealed: Uint8Array, passphrase: string): string | null {
  const folder = mkdtempSync(join(tmpdir(), "stile-age-"));
  try {
    writeFileSync(join(folder, "in.age"), sealed);
    const run = spawnSync("script", ["-qec", "age --decrypt --output out in.age", "/dev/null"], {
      cwd: folder,
      input: `${passphrase}\n`,
      timeout: 120_000,
    });
    return run.status === 0 ? readFileSync(join(folder, "out"), "utf8") : null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
