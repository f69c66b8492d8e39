import { generatedHeader } from "../manifest/workflow-files.ts";
import { type Job, renderJob } from "./jobs.ts";
import { indented, quoted } from "./yaml.ts";

/** A whole workflow. */
interface Document {
  name: string;
  /** What it is for, a line each. */
  about: readonly string[];
  /** Lines below `on:`. */
  on: readonly string[];
  concurrency?: readonly string[];
  jobs: readonly Job[];
}

/** Its text; the same document always gives the same bytes. Jobs ask for their rights one by one, so that the workflow itself has none. */
export function renderDocument({ name, about, on, concurrency = [], jobs }: Document): string {
  const lines = [
    `${generatedHeader}the next run writes it anew.`,
    ...about.map((line) => `# ${line}`),
    `name: ${quoted(name)}`,
    "on:",
    ...indented(on, 1),
    "permissions: {}",
    ...concurrency,
    "jobs:",
    ...indented(jobs.flatMap(renderJob), 1),
  ];
  return `${lines.join("\n")}\n`;
}
