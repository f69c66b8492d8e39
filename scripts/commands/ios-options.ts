// What the commands around an app have in common.

import { type Command, InvalidArgumentError } from "commander";
import { toOption } from "./share-option.ts";
import { addWaitOptions } from "../cli/wait-option.ts";

/** Options of what talks to the store and then ships. */
export function withShipOptions(command: Command): Command {
  return addWaitOptions(withComponent(command))
    .option("-m, --message <text>", "the commit message")
    .option("--timeout <minutes>", "how long to wait for the store", positive, 90)
    .option(
      "--interval <seconds>",
      "until the store is asked a second time; then ever less often",
      positive,
      20,
    )
    .addOption(toOption())
    .option("-y, --yes", "answer every question with yes")
    .option("--json", "one line of JSON per step (NDJSON); the last line is the result")
    .addHelpText("after", storeHelp);
}

export function withComponent(command: Command): Command {
  return command.option("--component <key>", "the app, when version.json has several");
}

/** An option that is a number above 0. */
export function positive(value: string): number {
  const number = Number(value);
  if (Number.isFinite(number) && number > 0) return number;
  throw new InvalidArgumentError("A number above 0.");
}

export const storeHelp = `
App Store Connect is asked with the key in the environment:
  ASC_KEY_ID         the key's id
  ASC_ISSUER_ID      the team's issuer id; left out for an individual key
  ASC_KEY_P8         the text of AuthKey_<id>.p8, or ASC_KEY_P8_PATH, its path
  ASC_API_URL        another address than Apple's, for tests`;
