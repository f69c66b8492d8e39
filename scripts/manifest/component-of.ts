import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Component, Manifest } from "./schema.ts";

/** The component; raises CommandError `component_unknown`, exit code 2, that names those there are. */
export function componentOf(manifest: Manifest, key: string): Component {
  const component = Object.hasOwn(manifest.components, key) ? manifest.components[key] : undefined;
  if (component !== undefined) return component;
  const keys = Object.keys(manifest.components).join(", ");
  throw new CommandError(
    "component_unknown",
    `there is no component ${key} in version.json`,
    keys === "" ? "Add one to version.json." : `There are: ${keys}.`,
    exitCode.usage,
  );
}
