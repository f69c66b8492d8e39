// The tree of commands. Help, completion and docs/commands are made from it.

import { Command } from "commander";
import manifest from "../package.json" with { type: "json" };
import { arrangeHelp } from "./commands/help.ts";

/** Every command, in the order of `slipway help`. Each is loaded when it is needed: a start then takes half the time. */
const commands: Record<string, () => Promise<Command>> = {
  init: async () => (await import("./commands/init.ts")).initCommand(),
  link: async () => (await import("./commands/link.ts")).linkCommand(),
  hooks: async () => (await import("./commands/hooks.ts")).hooksCommand(),
  keys: async () => (await import("./commands/keys.ts")).keysCommand(),
  doctor: async () => (await import("./commands/doctor.ts")).doctorCommand(),
  bootstrap: async () => (await import("./commands/bootstrap.ts")).bootstrapCommand(),
  repair: async () => (await import("./commands/repair.ts")).repairCommand(),
  completion: async () => (await import("./commands/completion.ts")).completionCommand(createProgram),
  check: async () => (await import("./commands/check.ts")).checkCommand(),
  sync: async () => (await import("./commands/sync.ts")).syncCommand(),
  readme: async () => (await import("./commands/readme.ts")).readmeCommand(),
  audit: async () => (await import("./commands/audit.ts")).auditCommand(),
  bump: async () => (await import("./commands/bump.ts")).bumpCommand(),
  deploy: async () => (await import("./commands/deploy.ts")).deployCommand(),
  promote: async () => (await import("./commands/promote.ts")).promoteCommand(),
  env: async () => (await import("./commands/env.ts")).envCommand(),
  map: async () => (await import("./commands/map.ts")).mapCommand(),
  workspace: async () => (await import("./commands/workspace.ts")).workspaceCommand(),
  ship: async () => (await import("./commands/ship.ts")).shipCommand(),
  release: async () => (await import("./commands/release.ts")).releaseCommand(),
  migration: async () => (await import("./commands/migration.ts")).migrationCommand(),
  migrate: async () => (await import("./commands/migrate.ts")).migrateCommand(),
  gates: async () => (await import("./commands/gates.ts")).gatesCommand(),
  workflows: async () => (await import("./commands/workflows.ts")).workflowsCommand(),
  preview: async () => (await import("./commands/preview.ts")).previewCommand(),
  "back-merge": async () => (await import("./commands/back-merge.ts")).backMergeCommand(),
  ios: async () => (await import("./commands/ios.ts")).iosCommand(),
  android: async () => (await import("./commands/android.ts")).androidCommand(),
  notify: async () => (await import("./commands/notify.ts")).notifyCommand(),
  changes: async () => (await import("./commands/changes.ts")).changesCommand(),
  changelog: async () => (await import("./commands/changelog.ts")).changelogCommand(),
  verify: async () => (await import("./commands/verify.ts")).verifyCommand(),
  rollback: async () => (await import("./commands/rollback.ts")).rollbackCommand(),
  status: async () => (await import("./commands/status.ts")).statusCommand(),
  rollout: async () => (await import("./commands/rollout.ts")).rolloutCommand(),
  policy: async () => (await import("./commands/policy.ts")).policyCommand(),
  feed: async () => (await import("./commands/feed.ts")).feedCommand(),
  sentry: async () => (await import("./commands/sentry.ts")).sentryCommand(),
  jobs: async () => (await import("./commands/jobs.ts")).jobsCommand(),
  ops: async () => (await import("./commands/ops.ts")).opsCommand(),
  adr: async () => (await import("./commands/adr.ts")).adrCommand(),
  watch: async () => (await import("./commands/watch.ts")).watchCommand(),
  follow: async () => (await import("./commands/follow.ts")).followCommand(),
  hosts: async () => (await import("./commands/hosts.ts")).hostsCommand(),
  stack: async () => (await import("./commands/stack.ts")).stackCommand(),
  demo: async () => (await import("./commands/demo.ts")).demoCommand(),
};

/** A new tree; with the first word of a command line only what that needs. */
export async function createProgram(first?: string): Promise<Command> {
  const loaders = first === "--version" || first === "-V"
    ? []
    : first !== undefined && Object.hasOwn(commands, first)
    ? [commands[first]]
    : Object.values(commands);
  const program = new Command("slipway").description(manifest.description).version(manifest.version)
    // an option after a command is the command's: `release --version 1.9.0`
    .enablePositionalOptions();
  for (const command of await Promise.all(loaders.map((load) => load?.()))) {
    if (command !== undefined) program.addCommand(command);
  }
  return arrangeHelp(program);
}
