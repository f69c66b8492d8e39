import type { Finding } from "../cli/command-error.ts";
import { type DeployContext, entryOf } from "../deploy/context.ts";
import type { EnvLists, EnvRule, EnvSource } from "../manifest/schema-env.ts";
import { sha256 } from "../runtime.ts";
import { describeRule, isAsWanted, isDigestAsWanted } from "./rules.ts";
import type { Source, Variables } from "./variables.ts";

/** What speaks against a deploy, and what a person should know. No message holds a value. */
interface EnvFindings {
  refusals: Finding[];
  warnings: Finding[];
}

interface CheckOptions {
  /** No command of the repository is run: what only one would tell stays unknown, with a warning. */
  isReadingOnly?: boolean;
}

/**
 * Compares a component's variables in an environment with its lists in version.json. Refusals: `env_missing`, `env_forbidden`, `env_value_wrong`,
 * and `env_source_unreadable`; warnings: `env_recommended`, and `env_unreadable` for a rule about a value that nobody can read. Nothing for a
 * component without lists. Raises `component_unknown`, `target_unknown`, and the signal's reason.
 */
export async function checkEnv(
  context: DeployContext,
  { isReadingOnly = false }: CheckOptions = {},
): Promise<EnvFindings> {
  const lists = entryOf(context).env;
  if (lists === undefined) return { refusals: [], warnings: [] };
  const { component, environment: { name } } = context;
  const where = `${component} in ${name}`;
  if (isReadingOnly && lists.source.type === "command") {
    const message = `the variables of ${where} are only known to a command, which was not run`;
    return {
      refusals: [],
      warnings: [{ code: "env_unreadable", message, hint: `slipway env check ${component}`, component }],
    };
  }
  const source = await readSource(context, lists.source);
  if ("problem" in source) {
    const message = `the variables of ${where} can't be read: ${nameOf(lists.source)} ${source.problem}`;
    return {
      refusals: [{ code: "env_source_unreadable", message, hint: source.hint, component }],
      warnings: [],
    };
  }
  return await compare(source, lists, { component, where, environment: name });
}

/** Loaded by kind: a manifest rarely has more than one. */
async function readSource(context: DeployContext, source: EnvSource): Promise<Source> {
  switch (source.type) {
    case "command":
      return await (await import("./sources/command.ts")).readCommand(context, source);
    case "file":
      return (await import("./sources/file.ts")).readFile(context, source.path);
    case "supabase":
      return await (await import("./sources/supabase.ts")).readSupabase(context);
    case "ssh-unit":
      return await (await import("./sources/ssh-unit.ts")).readUnit(context, source);
  }
}

function nameOf(source: EnvSource): string {
  return source.type === "command" ? `the command "${source.run}"` : `the source ${source.type}`;
}

async function compare(
  variables: Variables,
  lists: EnvLists,
  { component, where, environment }: { component: string; where: string; environment: string },
): Promise<EnvFindings> {
  const findings: EnvFindings = { refusals: [], warnings: [] };
  const { names, filled } = await namesIn(variables);
  const listed = (entries: EnvLists["required"]) =>
    entries.map((entry) => typeof entry === "string" ? { name: entry, in: undefined } : entry)
      .filter((entry) => entry.in?.includes(environment) ?? true).map((entry) => entry.name);
  const missing = (name: string) =>
    names.has(name) ? `${name} of ${where} is empty` : `${name} of ${where} is not set`;
  for (const name of listed(lists.required).filter((one) => !filled.has(one))) {
    findings.refusals.push({
      code: "env_missing",
      message: missing(name),
      hint: `Set ${name}, then run it again.`,
      component,
    });
  }
  for (const name of listed(lists.never).filter((one) => names.has(one))) {
    const message = `${name} of ${where} is set, and must not be`;
    findings.refusals.push({
      code: "env_forbidden",
      message,
      hint: `Take ${name} away, then run it again.`,
      component,
    });
  }
  for (const name of listed(lists.recommended).filter((one) => !filled.has(one))) {
    const hint = `Set ${name}, or take it out of env.recommended.`;
    findings.warnings.push({ code: "env_recommended", message: missing(name), hint, component });
  }
  const rules = lists.rules.filter((rule) =>
    (rule.in?.includes(environment) ?? true) && filled.has(rule.name)
  );
  for (const rule of rules) {
    const verdict = await judge(variables, rule);
    if (verdict === "right") continue;
    const message = `${rule.name} of ${where} must be ${describeRule(rule)}`;
    if (verdict === "wrong") {
      const hint = `Correct ${rule.name}, then run it again.`;
      findings.refusals.push({ code: "env_value_wrong", message, hint, component });
      continue;
    }
    const hint = "Only equals and one_of can be proved without reading the value.";
    findings.warnings.push({
      code: "env_unreadable",
      message: `${message}: that ${verdict}`,
      hint,
      component,
    });
  }
  return findings;
}

/** What is set, and what is set to something. */
async function namesIn(variables: Variables): Promise<{ names: Set<string>; filled: Set<string> }> {
  const entries = variables.kind === "values" ? variables.values : variables.digests;
  const nothing = variables.kind === "values" ? "" : await sha256("");
  const filled = [...entries].filter(([, value]) => value !== nothing).map(([name]) => name);
  return { names: new Set(entries.keys()), filled: new Set(filled) };
}

/** Anything but "right" and "wrong" is why it can't be told. */
async function judge(variables: Variables, rule: EnvRule): Promise<string> {
  const answer = variables.kind === "values"
    ? await isAsWanted(rule, variables.values.get(rule.name) ?? "")
    : await isDigestAsWanted(rule, variables.digests.get(rule.name) ?? "");
  if (answer === null) return "can't be read, because the platform only tells digests of values";
  if (typeof answer === "object") return `could not be found out, because the pattern ${answer.problem}`;
  return answer ? "right" : "wrong";
}
