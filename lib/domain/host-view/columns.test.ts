import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import messages from "@/messages/en/screens";
import { columns, readings, tables } from "./columns";

const schema = fs.readFileSync(path.join(import.meta.dirname, "../../../prisma/schema.prisma"), "utf8");
const STORED = ["String", "Int", "BigInt", "Float", "Boolean", "DateTime", "Bytes", "Json", "Decimal"];

const models = [...schema.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)].map(([, name = "", body = ""]) => ({
  name,
  fields: [...body.matchAll(/^ {2}(\w+) +(\w+)/gm)].map(([, field = "", type = ""]) => ({
    key: `${name}.${field}`,
    type,
  })),
}));
const names = models.map(({ name }) => name);
const fields = models.flatMap((model) => model.fields);
/** What only points at another table is not stored itself. */
const stored = fields.filter(({ type }) => !names.includes(type));

it("reads all of the schema", () => {
  expect(models).toHaveLength(schema.match(/^model /gm)?.length ?? 0);
  expect(stored.length).toBeGreaterThan(30);
  for (const { type } of stored) expect(STORED).toContain(type);
});

it("shows every table and every column that the server keeps, and no other", () => {
  expect([...tables].sort()).toEqual(names.sort());
  expect(columns.map(({ key }) => key).sort()).toEqual(stored.map(({ key }) => key).sort());
});

it("calls sealed what is kept as bytes, and nothing else", () => {
  const sealed = columns.filter(({ reading }) => reading === "sealed").map(({ key }) => key);
  const bytes = stored.filter(({ type }) => type === "Bytes").map(({ key }) => key);
  expect(sealed.sort()).toEqual(bytes.sort());
});

it("has words for all of it, and for nothing more", () => {
  const { titles, leads, tells, readings: words } = messages.hostView;
  for (const told of [titles, leads, tells]) expect(Object.keys(told)).toEqual([...tables]);
  const sentences = Object.entries(tells).flatMap(([table, of]) =>
    Object.keys(of).map((column) => `${table}.${column}`),
  );
  expect(sentences).toEqual(columns.map(({ key }) => key));
  expect(Object.keys(words)).toEqual([...readings]);
});
