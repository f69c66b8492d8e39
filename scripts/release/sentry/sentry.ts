import { CommandError, nullWhen } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { actorName } from "../../control-plane/actor.ts";
import type { CodeHost, Issue } from "../../host/code-host.ts";
import type { Session } from "../../ship/flow/session.ts";
import { hostOf } from "../host-of.ts";
import { openIssues, type Tracked, trackIssues } from "./issues.ts";
import { lookAtAll, type Seen, unchecked } from "./look.ts";
import type { Broken } from "./place.ts";

/** The host, and the issues that are open there. */
interface Reached {
  host: CodeHost;
  there: Issue[];
}

/** What is open now. */
interface Recorded {
  open: Tracked[];
  /** Keys of what was tracked. */
  healed: string[];
  isWhole: boolean;
}

/**
 * Looks at everything that ought to hold; writes what does not into Postgres, which tells the chat, and keeps one issue at the host for each.
 * Gives what is broken.
 */
export async function runSentry(session: Session, source: string): Promise<Broken[]> {
  const { output, control } = session;
  const seen = await lookAtAll(session);
  let reached: Reached | null = null;
  try {
    const host = await findHost(session);
    reached = host === null ? null : { host, there: await openIssues({ host, source }) };
  } catch (error) {
    session.signal.throwIfAborted();
    seen.broken.push(unchecked("host", error));
  }
  const recorded = await record(session, source, seen);
  if (reached === null) return seen.broken;
  try {
    await trackIssues({ host: reached.host, control, output, source }, reached.there, recorded);
  } catch (error) {
    session.signal.throwIfAborted();
    seen.broken.push(unchecked("host", error));
    await record(session, source, seen);
  }
  return seen.broken;
}

/** Null where nothing says at which host the repository is: then there are no issues. */
async function findHost(session: Session): Promise<CodeHost | null> {
  const host = await hostOf(session).catch(nullWhen("host_unknown"));
  if (host === null) {
    session.output.note(
      "No code host is known for this repository, so nothing is tracked as an issue there.",
    );
  }
  return host;
}

/** Tells Postgres; without it the host hears all the same, and nothing is taken for healed. */
async function record({ control, output }: Session, source: string, seen: Seen): Promise<Recorded> {
  const { broken, unknown, database } = seen;
  const kept = (database?.releases.findings ?? []).filter((finding) =>
    finding.source === source && finding.healed_at === null &&
    unknown.some((beginning) => finding.key.startsWith(beginning)) &&
    !broken.some(({ key }) => key === finding.key)
  );
  const hints = new Map(broken.map(({ key, hint }) => [key, hint]));
  const tracked = (key: string, message: string, issue_url: string | null): Tracked => ({
    ...{ key, message, issue_url },
    hint: hints.get(key) ?? "It could not be looked at again.",
  });
  try {
    const findings = [
      ...broken.map(({ key, message, hint }) => ({ key, message: message.slice(0, 1000), detail: { hint } })),
      ...kept.map(({ key, message, detail }) => ({ key, message, detail })),
    ];
    const { open, healed } = await control.recordFindings({ source, findings, actor: actorName() });
    return {
      open: open.map(({ key, message, issue_url }) => tracked(key, message, issue_url)),
      healed: healed.flatMap(({ key, issue_url }) => issue_url === null ? [] : [key]),
      isWhole: true,
    };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    output.warn(error.code, `what is broken could not be recorded: ${error.message}`);
    return {
      open: broken.map(({ key, message }) => tracked(key, message, null)),
      healed: [],
      isWhole: false,
    };
  }
}

/** The exit code of what was found. */
export function exitCodeOf(broken: readonly Broken[]): number {
  return broken.length === 0 ? exitCode.done : exitCode.failure;
}
