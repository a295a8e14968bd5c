import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const folder = path.join(import.meta.dirname, "../docs/decisions");
const index = fs.readFileSync(path.join(folder, "README.md"), "utf8");
const pages = fs.readdirSync(folder).filter((name) => /^\d{3}-.*\.md$/.test(name));

it("the index of decisions has a line for each page, under its title and with a status", () => {
  const rows = [...index.matchAll(/^\| \[(\d{3})\]\(([^)]+)\) \| (.+?) \| (.+) \|$/gm)];
  expect(rows.map(([, , file]) => file)).toEqual([...pages].sort());
  for (const [line, number, file = "", title, status] of rows) {
    const [head = ""] = fs.readFileSync(path.join(folder, file), "utf8").split("\n");
    expect(head.replace(/^# \d{3}\.? /, ""), line).toBe(title);
    expect(file.slice(0, 3), line).toBe(number);
    expect(status?.trim(), line).not.toBe("");
  }
});

it("a page that is replaced says so itself", () => {
  for (const [, file = ""] of index.matchAll(/^\| \[\d{3}\]\(([^)]+)\) .* replaced by /gm)) {
    expect(fs.readFileSync(path.join(folder, file), "utf8").split("\n")[2], file).toMatch(/replaced/i);
  }
});
