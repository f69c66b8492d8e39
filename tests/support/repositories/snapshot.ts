import type { Snapshot } from "../../../scripts/setup/find/snapshot.ts";
import { textsOf } from "./shape.ts";

/** A repository that is nowhere, on its branch main. */
export function snapshotOf(files: Record<string, string | object>, more: Partial<Snapshot> = {}): Snapshot {
  const texts = new Map(Object.entries(textsOf(files)));
  return {
    root: "/repo",
    name: "repo",
    files: new Set(texts.keys()),
    branch: "main",
    remote: "origin",
    remoteUrl: "",
    read: (path) => texts.get(path),
    ...more,
  };
}
