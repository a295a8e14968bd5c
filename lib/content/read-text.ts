import type { z } from "zod";

/**
 * What a file under messages/ holds, in its shape. Throws with the file's name, the place in it, and what stands there
 * instead: whoever writes a text should not have to search.
 * @param file its path below messages/
 */
export function readText<Shape extends z.ZodType>(
  file: string,
  shape: Shape,
  content: unknown,
): z.infer<Shape> {
  const read = shape.safeParse(content);
  if (read.success) return read.data;
  const told = read.error.issues.map(({ path, message }) => {
    const found = path.reduce<unknown>((value, key) => Object(value)[key], content);
    const shown = typeof found === "object" ? "" : ` is ${JSON.stringify(found) ?? "missing"}`;
    return `${path.join(".") || "the whole"}${shown}: ${message}`;
  });
  throw new Error(`messages/${file} is not as it should be. ${told.join("; ")}. docs/CONTENT.md tells how.`);
}

/** As `readText`, for a file that is named by its slug and says it too. */
export function readNamed<Shape extends z.ZodType<{ slug: string }>>(
  folder: string,
  slug: string,
  shape: Shape,
  content: unknown,
): z.infer<Shape> {
  const file = `${folder}/${slug}.json`;
  const text = readText(file, shape, content);
  if (text.slug !== slug) throw new Error(`messages/${file} says that its slug is ${text.slug}.`);
  return text;
}
