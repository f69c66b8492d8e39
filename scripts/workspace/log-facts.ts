import { open } from "node:fs/promises";
import { z } from "zod";
import { clean } from "../../functions/_shared/table/rows.ts";
import { withoutEscapes } from "../cli/escapes.ts";

/** Bytes that are read at each end of a log, however large it is. */
const looks = { head: 256 * 1024, tail: 64 * 1024 };
const longestTitle = 80;

const part = z.object({ type: z.string(), text: z.string().optional() });
const entrySchema = z.object({
  type: z.string().optional(),
  cwd: z.string().optional(),
  summary: z.string().optional(),
  customTitle: z.string().optional(),
  aiTitle: z.string().optional(),
  isMeta: z.boolean().optional(),
  message: z.object({ content: z.union([z.string(), z.array(part)]) }).optional(),
});
type Entry = z.infer<typeof entrySchema>;

/** What a log says of itself. */
interface LogFacts {
  /** Where the agent was started; undefined when its beginning does not say. */
  cwd: string | undefined;
  /** One line, fit for a terminal; empty when nothing was said. */
  title: string;
}

/** Reads both ends of a log. What is no line of JSON, or cut, says nothing. */
export async function readLogFacts(path: string, sizeBytes: number): Promise<LogFacts> {
  const file = await open(path, "r");
  try {
    const read = async (from: number, length: number) => {
      const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, from);
      return new TextDecoder().decode(buffer.subarray(0, bytesRead)).split("\n").flatMap(parse);
    };
    const head = await read(0, Math.min(looks.head, sizeBytes));
    const rest = Math.max(0, sizeBytes - looks.head);
    const tail = rest === 0
      ? []
      : await read(sizeBytes - Math.min(looks.tail, rest), Math.min(looks.tail, rest));
    return { cwd: head.find(({ cwd }) => cwd !== undefined)?.cwd, title: titleOf(head, tail) };
  } finally {
    await file.close();
  }
}

/** What the person called it, what the agent did, the last summary, or what was asked first. */
function titleOf(head: readonly Entry[], tail: readonly Entry[]): string {
  const all = [...head, ...tail];
  const last = (name: "customTitle" | "aiTitle" | "summary") => all.findLast((entry) => entry[name])?.[name];
  const title = last("customTitle") ?? last("aiTitle") ?? last("summary") ??
    head.map(asked).find((text) => text !== "") ?? "";
  return clean(withoutEscapes(title.slice(0, 2000)), longestTitle);
}

/** What a person typed; what the tool put in for itself begins with a tag. */
function asked({ type, isMeta, message }: Entry): string {
  if (type !== "user" || isMeta || message === undefined) return "";
  const { content } = message;
  const texts = typeof content === "string" ? [content] : content.map(({ text = "" }) => text);
  return texts.map((text) => text.trim()).find((text) => text !== "" && !/^(<|Caveat:)/.test(text)) ?? "";
}

function parse(line: string): Entry[] {
  if (!line.startsWith("{")) return [];
  try {
    const entry = entrySchema.safeParse(JSON.parse(line));
    return entry.success ? [entry.data] : [];
  } catch {
    return [];
  }
}
