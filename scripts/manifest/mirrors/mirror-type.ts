import type { z } from "zod";
import type { Patience } from "./patience.ts";
import type { ValueSpan } from "./value-span.ts";

/** A kind of file that can repeat a value of version.json. */
export interface MirrorType<Schema extends z.ZodType> {
  /** Its entry in version.json. */
  schema: Schema;
  /**
   * Every value that a text has at the mirror's place. A type that needs a parser loads it here, so that a command starts
   * without the parsers of types that version.json does not name. Raises TextError.
   */
  find(text: string, mirror: z.infer<Schema>, patience: Patience): ValueSpan[] | Promise<ValueSpan[]>;
  /** Part of an Xcode project: a line may refer to another one, and may be ahead of version.json while the store decides. */
  isBuildSetting: boolean;
  /** How to add a value that is not there. */
  addHint(name: string, value: string): string;
  /** What helps when the file is no text. */
  binaryHint?: string;
}

export function addSettingHint(name: string, value: string): string {
  return `Add a line \`${name} = ${value}\``;
}

export function addValueHint(_: string, value: string): string {
  return `Add it with ${JSON.stringify(value)}`;
}
