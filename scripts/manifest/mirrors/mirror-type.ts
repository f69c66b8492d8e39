import type { z } from "zod";
import type { ValueSpan } from "./value-span.ts";

/** A kind of file that can repeat a value of version.json. */
export interface MirrorType<Schema extends z.ZodType> {
  /** Its entry in version.json. */
  schema: Schema;
  /** Every value that the key has in a text. Raises JsonTextError. */
  find(text: string, key: string): ValueSpan[];
  /** A build setting of Xcode: a line may refer to another one, and may be ahead of version.json while the store decides. */
  isBuildSetting: boolean;
  /** How to add a value that is not there. */
  addHint(key: string, value: string | number): string;
}

export function addSettingHint(key: string, value: string | number): string {
  return `Add a line \`${key} = ${value}\``;
}
