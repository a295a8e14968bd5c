import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const JAR = "node_modules/vnu-jar/build/dist/vnu.jar";

type Message = { type: string; subType?: string; url?: string; lastLine?: number; message: string };

/**
 * What the W3C's checker (Nu Html Checker) finds in HTML documents: errors and warnings, as "name, line: what". Mere remarks,
 * such as that on React's way to write a void element, are left out.
 * Throws where it cannot run, or could not read a document.
 * @param documents HTML by a name that says where it is from
 */
export async function markupFindings(documents: ReadonlyMap<string, string>): Promise<string[]> {
  if (documents.size === 0) return [];
  const names = [...documents.keys()];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stile-markup-"));
  try {
    for (const [index, name] of names.entries()) {
      fs.writeFileSync(path.join(folder, `${index}.html`), documents.get(name) ?? "");
    }
    const args = ["-jar", path.resolve(JAR), "--format", "json", "--stdout", "--exit-zero-always", folder];
    const options = { maxBuffer: 256 * 1024 * 1024 };
    const { stdout } = await promisify(execFile)(process.env.JAVA_PATH || "java", args, options);
    const { messages }: { messages: Message[] } = JSON.parse(stdout);
    return messages
      .filter(({ type, subType }) => type !== "info" || subType === "warning")
      .map(({ url, lastLine, message }) => {
        const name = names[Number(path.basename(url ?? "", ".html"))] ?? url;
        return `${name}, line ${lastLine}: ${message}`;
      });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
