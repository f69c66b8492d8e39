// slipway android: an Android app, compiled and tested. It is shipped as every other component: slipway ship.

import { Command } from "commander";
import { compileCommand } from "./compile.ts";

/** The group of commands around an Android app. */
export function androidCommand(): Command {
  return new Command("android")
    .description("Compile and test an Android app. Its bump and its upload are those of slipway ship.")
    .addCommand(compileCommand("android", "preflight"))
    .addCommand(compileCommand("android", "test"));
}
