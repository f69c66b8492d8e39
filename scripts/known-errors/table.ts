import { appStore } from "./app-store.ts";
import { docker } from "./docker.ts";
import { fastlane } from "./fastlane.ts";
import { git } from "./git.ts";
import { gradle } from "./gradle.ts";
import type { KnownTool } from "./known-error.ts";
import { machine } from "./machine.ts";
import { npm } from "./npm.ts";
import { ssh } from "./ssh.ts";
import { supabase } from "./supabase.ts";
import { xcode } from "./xcode.ts";

/** Everything that is known to go wrong, by tool. docs/known-errors.md lists it. */
export const knownTools: readonly KnownTool[] = [
  fastlane,
  appStore,
  xcode,
  gradle,
  supabase,
  git,
  npm,
  ssh,
  docker,
  machine,
];
