import { z } from "zod";
import type { CheckState, CheckSummary, RequiredCheck } from "../rules-types.ts";
import { pathOf } from "../http/answer.ts";
import { summarise, worst } from "../summary.ts";
import type { GitHub } from "./context.ts";

const runSchema = z.object({
  id: z.number(),
  name: z.string(),
  status: z.string(),
  conclusion: z.string().nullable(),
  html_url: z.string().nullish(),
  app: z.object({ id: z.number() }).nullish(),
});
const statusSchema = z.object({
  id: z.number(),
  context: z.string(),
  state: z.string(),
  target_url: z.string().nullish(),
  creator: z.object({ type: z.string() }).nullish(),
});

/** GitHub, "Troubleshooting required status checks": these three let a branch merge. */
const good = ["success", "neutral", "skipped"];

interface Word extends CheckState {
  id: number;
  source: "run" | "status";
  appId: number | null;
  /** Of a status: an app may have reported it, which one the host does not say. */
  isByBot: boolean;
}

/**
 * The newest check run of each name, and the newest status of each context, of a commit. The combined state is never asked: it leaves out check
 * runs, and is `pending` where there is no status.
 */
export async function checksOf(
  { client, base }: GitHub,
  sha: string,
  required: readonly RequiredCheck[],
): Promise<CheckSummary> {
  const commit = base + pathOf`/commits/${sha}`;
  const [runs, statuses] = await Promise.all([
    client.list(`${commit}/check-runs?filter=latest`, runSchema, "check_runs"),
    client.list(`${commit}/statuses`, statusSchema),
  ]);
  const words = [...runs.map(ofRun), ...statuses.map(ofStatus)];
  const judged = required.map(({ context, appId }) => {
    const named = words.filter((word) => isNamed(word, context));
    const run = newest(named.filter((word) => word.source === "run" && (appId ?? word.appId) === word.appId));
    const status = newest(
      named.filter((word) => word.source === "status" && (appId === null || word.isByBot)),
    );
    // a check and a status of one name: both are needed
    return worst(context, [run, status].filter((word) => word !== null));
  });
  const unasked = words.filter((word) => !required.some(({ context }) => isNamed(word, context)));
  const groups = Map.groupBy(unasked, (word) => `${word.source} ${word.context.toLowerCase()}`);
  return summarise(judged, [...groups.values()].flatMap((group) => newest(group) ?? []));
}

/** A status' context is the same in upper and lower case. */
function isNamed({ source, context }: Word, name: string): boolean {
  return source === "run" ? context === name : context.toLowerCase() === name.toLowerCase();
}

function newest(words: readonly Word[]): Word | null {
  return words.reduce<Word | null>((last, word) => last === null || word.id > last.id ? word : last, null);
}

function ofRun({ id, name, status, conclusion, html_url, app }: z.infer<typeof runSchema>): Word {
  const isDone = status === "completed";
  return {
    ...{ id, source: "run", context: name, appId: app?.id ?? null, isByBot: true },
    state: !isDone ? "pending" : good.includes(conclusion ?? "") ? "success" : "failure",
    detail: isDone ? conclusion ?? "completed" : status,
    url: html_url ?? null,
  };
}

function ofStatus({ id, context, state, target_url, creator }: z.infer<typeof statusSchema>): Word {
  return {
    ...{ id, source: "status", context, appId: null, isByBot: creator?.type === "Bot" },
    state: state === "success" ? "success" : state === "pending" ? "pending" : "failure",
    detail: state,
    url: target_url || null,
  };
}
