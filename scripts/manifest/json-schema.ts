import { z } from "zod";
import { manifestSchema } from "./schema.ts";

/** version.schema.json: what an editor may check while somebody writes version.json. */
export function manifestJsonSchema(): string {
  const schema = z.toJSONSchema(manifestSchema, { io: "input" });
  return `${JSON.stringify({ title: "Slipway's version.json", ...schema }, null, 2)}\n`;
}
