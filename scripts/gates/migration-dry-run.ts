import type { Finding } from "../cli/command-error.ts";
import { type Gate, judged } from "./gate.ts";

/** Exactly the migrations that are pending were tried by a recorded dry run, and nothing is wrong with their order. Where none is pending nothing is asked. */
export const migrationDryRun: Gate = ({ migrations, environment }) =>
  judged("migration-dry-run", migrations, (sets) => ({
    refusals: sets.flatMap(({ component, files, digest, problems, dryRun }): Finding[] => [
      ...problems,
      ...files.length === 0 || dryRun !== null ? [] : [{
        code: "dry_run_missing",
        message: `${files.length} migrations of ${component} are pending in ${environment} (${
          files.slice(0, 3).join(", ")
        }), and no dry run of exactly these is recorded: ${digest.slice(0, 12)}`,
        hint: `slipway migrate ${environment} --dry-run`,
        component,
      }],
    ]),
    detail: {
      pending: sets.map(({ component, files, digest, dryRun }) => ({
        component,
        files,
        digest,
        dry_run: dryRun,
      })),
    },
  }));
