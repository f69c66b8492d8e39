import { mask } from "../../cli/mask.ts";
import type { Verify } from "../../manifest/schema.ts";

const placeholder = /\{env:([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** The variables that a probe needs of whoever asks, by name. */
function variablesOf(probe: Verify): string[] {
  if (probe.type === "browser") return probe.env ?? [];
  if (probe.type === "supabase" || probe.type === "sql") return [];
  const sent = [...Object.values(probe.headers ?? {}), bodyText(probe.body) ?? ""].join("\n");
  return [...new Set([...sent.matchAll(placeholder)].map(([, name = ""]) => name))];
}

/** Whether a header or a body holds variables. */
export function isFilled(part: unknown): boolean {
  return (bodyText(part) ?? "").search(placeholder) >= 0;
}

/** Those that are not set, or empty. */
export function missingVariables(probe: Verify, given: Readonly<Record<string, string>>): string[] {
  return variablesOf(probe).filter((name) => !given[name]);
}

/** A text with variables in the place of `{env:NAME}`; each is masked from here on. */
export function fill(text: string, given: Readonly<Record<string, string>>): string {
  return text.replaceAll(placeholder, (_, name: string) => {
    mask.add(given[name]);
    return given[name] ?? "";
  });
}

/** A body as it is sent, its placeholders still in it. */
function bodyText(body: unknown): string | undefined {
  return body === undefined || typeof body === "string" ? body : JSON.stringify(body);
}

/** A JSON body whose texts are filled in, so that a value may hold quotes. */
export function fillBody(body: unknown, given: Readonly<Record<string, string>>): string | undefined {
  if (body === undefined) return undefined;
  if (typeof body === "string") return fill(body, given);
  return JSON.stringify(body, (_, value: unknown) => typeof value === "string" ? fill(value, given) : value);
}
