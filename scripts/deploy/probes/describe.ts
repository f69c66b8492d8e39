import type { HttpProbe } from "../../manifest/schema-probes.ts";
import type { Verify } from "../../manifest/schema.ts";
import { describeExpectation } from "./expectations.ts";

/** One line per probe: for a dry run, and what its results are called. */
export function describeProbe(probe: Verify): string {
  if (probe.name !== undefined) return probe.name;
  switch (probe.type) {
    case "supabase":
      return "supabase: no pending migration, every function deployed after the commit and booting";
    case "sql":
      return `sql: ${oneLine(probe.query)}`;
    case "browser":
      return `browser: ${probe.script}`;
    default:
      return describeHttp(probe);
  }
}

/** What results are called, one name per probe: two of the same description are told apart by their place. */
export function namesOf(probes: readonly Verify[]): string[] {
  const names = probes.map((probe) => oneLine(describeProbe(probe)));
  return names.map((name, index) => {
    const before = names.slice(0, index).filter((other) => other === name).length;
    return before === 0 ? name : `${name} #${before + 1}`;
  });
}

function describeHttp({ method = "GET", url, file, json, regex, status, location, expect = [] }: HttpProbe) {
  const parts = [
    method === "GET" ? url : `${method} ${url}`,
    file,
    json ?? (regex === undefined ? undefined : `/${regex}/`),
    status === undefined ? undefined : `answers ${[status].flat().join(" or ")}`,
    location === undefined ? undefined : `leads to ${location}`,
    expect.length === 0 ? undefined : expect.map(describeExpectation).join(", "),
  ];
  return parts.filter((part) => part !== undefined).join(" ");
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= 200 ? line : `${line.slice(0, 199)}…`;
}
