import { z } from "zod";
import { mask } from "../../cli/mask.ts";
import type { Output } from "../../cli/output.ts";
import { planDatabasePush, planSecretsList } from "../../deploy/adapters/supabase.ts";
import { capture } from "../../deploy/capture.ts";
import type { DeployContext } from "../../deploy/context.ts";
import type { PlannedCommand } from "../../deploy/planned-command.ts";
import { whatFailsToBoot } from "../../deploy/probes/boot.ts";
import type { Workspace } from "../../manifest/load.ts";
import { slipwayFunctions } from "../files/own-files.ts";
import { type Diagnosis, ill, unknown, well } from "./diagnosis.ts";

const dryRun = z.object({ upToDate: z.boolean(), migrations: z.array(z.unknown()) });
const secretsList = z.object({ secrets: z.array(z.object({ name: z.string() })) });
const failure = z.object({ error: z.object({ message: z.string() }) });

/** What only the platform knows: migrations, functions, and the names of their secrets. */
export interface PlatformReport {
  diagnoses: Diagnosis[];
  /** Undefined when they could not be asked. */
  secrets?: ReadonlySet<string>;
}

/**
 * Asks the platform behind `url`. A local one has no management API: its migrations are the package's own, and it takes its functions'
 * secrets from its own environment.
 */
export async function examinePlatform(
  { root, manifest }: Workspace,
  url: string,
  output: Output,
): Promise<PlatformReport> {
  const isLocal = !url.startsWith("https:");
  const deploying = Object.entries(manifest.components).find(([, { deploy }]) => deploy?.type === "supabase");
  const wanted = Object.values(manifest.components).flatMap(({ deploy }) =>
    deploy?.type === "supabase" ? deploy.functions : []
  );
  const own = slipwayFunctions();
  const names = [...new Set(["announce", "push", ...wanted])].filter((name) => !isLocal || own.includes(name))
    .sort();
  const signal = AbortSignal.timeout(60_000);
  const functions = whatFailsToBoot(url, names, signal).then((problems) =>
    describeFunctions(problems, names)
  );
  if (isLocal || deploying === undefined) {
    const where = isLocal ? "a local platform" : "version.json has no component that deploys to Supabase";
    return {
      diagnoses: [
        await functions,
        isLocal
          ? well("migrations", `${where}: its migrations are the package's`)
          : unknown("migrations", where, "Run npx supabase db push --dry-run."),
      ],
    };
  }
  const [component, { build, version }] = deploying;
  const context: DeployContext = {
    root,
    manifest,
    component,
    build,
    version,
    sha: "",
    environment: manifest.ship.environment.name,
    signal,
    output,
    env: {},
  };
  const [pending, secrets] = await Promise.all([
    ask(planDatabasePush(context, ["--dry-run", "--yes", "--output-format", "json"]), dryRun, signal),
    ask(planSecretsList(context), secretsList, signal),
  ]);
  return {
    diagnoses: [
      await functions,
      "problem" in pending
        ? unknown("migrations", pending.problem, "Run npx supabase login, or set SUPABASE_ACCESS_TOKEN.")
        : pending.value.upToDate
        ? well("migrations", "every migration is applied")
        : ill(
          "migrations",
          `${pending.value.migrations.length} migrations are pending`,
          `Run slipway ship ${component}.`,
        ),
      "problem" in secrets
        ? unknown("secrets", secrets.problem, "Run npx supabase login, or set SUPABASE_ACCESS_TOKEN.")
        : well("secrets", `${secrets.value.secrets.length} function secrets are set`),
    ],
    ..."problem" in secrets ? {} : { secrets: new Set(secrets.value.secrets.map(({ name }) => name)) },
  };
}

function describeFunctions(problems: readonly string[], names: readonly string[]): Diagnosis {
  return problems.length === 0 ? well("functions", `${names.join(", ")} answer`) : ill(
    "functions",
    `the platform ${problems.join("; ")}`,
    "Run npx supabase functions deploy --use-api; its log says why one does not start.",
  );
}

async function ask<Value>(
  command: PlannedCommand,
  schema: z.ZodType<Value>,
  signal: AbortSignal,
): Promise<{ value: Value } | { problem: string }> {
  const { code, stdout, stderr } = await capture(command, signal);
  const answer = parse(stdout);
  const parsed = schema.safeParse(answer);
  if (code === 0 && parsed.success) return { value: parsed.data };
  const why = failure.safeParse(answer).data?.error.message ?? stderr.split("\n").at(-1) ?? "";
  return { problem: `${command.shown} ended with code ${code}: ${mask.apply(why)}` };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
