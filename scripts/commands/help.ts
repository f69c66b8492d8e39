// slipway help: as people expect it, of every command.

import { Command } from "commander";

/** The first page of help: the commands by what a person wants to do, a few words each. */
const pages: Record<string, Record<string, string>> = {
  "Set up": {
    init: "a version.json for this repository, hooks, migrations, functions",
    link: "which control plane ships go to",
    hooks: "the pre-push hook of this clone",
    keys: "rotated without locking anyone out; what signs feeds",
    doctor: "what would stop a ship, with its fix",
    bootstrap: "the first start of an environment, step by step",
    repair: "what a restored database lacks",
    completion: "for bash, zsh and fish",
  },
  "Keep in step": {
    check: "sync, readme, audit, map and docs together, as hook and CI run it",
    sync: "every mirror as version.json says",
    readme: "banner and table of README.md",
    audit: "every location that disagrees",
    bump: "a component's next build",
    map: "where things live",
    workspace: "a terminal tab per component, and the logs of coding agents",
    adr: "decision records whose numbers are nobody else's",
  },
  "Ship": {
    ship: "one component, from the bump to the announcement",
    release: "a version of tracks: tags, changelog, publication",
    workflows: "what CI runs, from version.json",
    "back-merge": "the released branch into the one where work goes on",
    ios: "an app, at the build that the store decides",
    android: "an Android app, compiled and tested",
    notify: "what was deployed by other means",
    verify: "what is deployed, asked by hand or from a schedule",
    rollback: "back to an earlier build",
    rollout: "a build for a share of the devices",
    policy: "the oldest build that may still run",
  },
  "Environments": {
    env: "what runs where; what a page is built as",
    deploy: "what an environment's branch has",
    promote: "a commit from one environment to the next",
    gates: "what has to hold before anything is merged or promoted",
    migrate: "an environment's database, before or after the code",
    migration: "a new one, a fresh local database, types, CI's check",
    follow: "on a host: what its branch has, deployed and reported",
    hosts: "what machines that follow a branch run",
    preview: "an address of its own for what a pull request changes",
  },
  "Release": {
    changes: "what a change does for users, written with it",
    changelog: "what a track's next release says",
  },
  "See": {
    status: "committed, deployed, served, in flight",
    watch: "an announcement until it is everywhere",
    jobs: "what has to run on a schedule, and whether it did",
    ops: "steps that people do by hand, open until confirmed",
    sentry: "everything that ought to hold and does not",
    feed: "what apps are told, and what one of them would decide",
  },
  "Without a project": {
    stack: "the local platform",
    demo: "a move, a rollout and an open page on the local platform, live",
  },
  "Learn": { help: "more about a command" },
};

const footer = `
Exit codes: 0 done, 1 failure, 2 usage, 3 nothing to do (with --exit-code), 4 credentials,
5 refused by a guard, 6 lease held, 7 drift, 8 verification failed, 9 partial (--resume), 130 interrupted`;

/** Gives the tree its help: the first page in groups, `help <command>`, suggestions, and what exit codes mean. */
export function arrangeHelp(program: Command): Command {
  program.addCommand(helpCommand(program)).addHelpText("after", footer);
  for (const [title, commands] of Object.entries(pages)) {
    for (const command of program.commands) {
      const summary = commands[command.name()];
      if (summary !== undefined) command.summary(summary).helpGroup(`${title}:`);
    }
  }
  suggest(program, "slipway help");
  return program;
}

function helpCommand(program: Command): Command {
  return new Command("help")
    .description("Say more about a command.")
    .argument("[command...]", "its words, as ios confirm")
    .action(async (words: string[]) => {
      let command = program;
      for (const word of words) {
        const next = command.commands.find((one) => one.name() === word || one.aliases().includes(word));
        // Commander's own complaint, with what may have been meant.
        if (next === undefined && command.commands.length > 0) {
          await command.parseAsync([word], { from: "user" });
        }
        if (next === undefined) command.error(`error: ${command.name()} has no commands`);
        else command = next;
      }
      command.outputHelp();
    });
}

function suggest(command: Command, help: string): void {
  command.helpCommand(false).showSuggestionAfterError().showHelpAfterError(`(${help} shows what there is)`);
  for (const child of command.commands) suggest(child, `${help} ${child.name()}`);
}
