import type { Branch } from "../../host/rules-types.ts";
import type { BranchRules } from "../../manifest/schema-gates.ts";
import type { Known } from "../known.ts";

/** One rule of a branch, as version.json has it and as the host has it. */
export interface RuleLine {
  /** Stable, for machines. */
  rule:
    | "pull_request"
    | "direct_push"
    | "approvals"
    | "up_to_date"
    | "checks"
    | "optional"
    | "reported"
    | "code_owners"
    | "readable";
  /** `unknown`: it can't be read, which is never taken for what is declared. */
  state: "ok" | "differs" | "unknown";
  declared: string;
  live: string;
  /** For everything but `ok`: what to do. */
  fix?: string;
}

/** A branch as the host has it. */
export interface LiveBranch {
  /** GitLab asks for the pipeline as a whole, and knows no required job. */
  type: "github" | "gitlab";
  rules: Branch;
  /** The required checks, declared or live, that no recent pull request has had; unknown where there is none yet. */
  unreported: Known<readonly string[]>;
  /** The file that names owners; null when the branch has none. */
  owners: Known<string | null>;
}

/** Compares what is declared of a branch with what its host does, rule by rule. What version.json does not say is not looked at. */
export function compareRules(branch: string, declared: BranchRules, live: LiveBranch): RuleLine[] {
  const { rules } = live;
  const line = (
    rule: RuleLine["rule"],
    says: { declared: string; live: string },
    isSame: boolean,
    fix: string,
    /** What could not be read may make the rule stricter than it looks. */
    mayBeStricter = false,
  ): RuleLine => {
    const state = isSame ? "ok" : mayBeStricter && !rules.isReadable ? "unknown" : "differs";
    return { rule, state, ...says, ...isSame ? {} : { fix } };
  };
  const required = rules.requiredChecks.map(({ context }) => context);
  const missing = declared.checks.filter((name) =>
    !required.includes(name) && !(live.type === "gitlab" && required.includes("pipeline"))
  );
  const known = [...declared.checks, ...live.type === "gitlab" ? ["pipeline"] : []];
  const undeclared = required.filter((name) => !known.includes(name));
  const settings = `in the settings of ${branch} at the host`;
  return [
    ...rules.isReadable ? [] : [unreadable(rules)],
    line(
      "pull_request",
      { declared: yes(declared.pull_request), live: yes(rules.pullRequest !== null) },
      declared.pull_request === (rules.pullRequest !== null),
      declared.pull_request ? `Require a pull request ${settings}.` : `Declare it: "pull_request": true.`,
      declared.pull_request,
    ),
    ...declared.pull_request ? [directPush(rules, settings)] : [],
    ...declared.approvals === undefined ? [] : [approvals(declared.approvals, rules, settings)],
    ...declared.up_to_date === undefined ? [] : [line(
      "up_to_date",
      { declared: yes(declared.up_to_date), live: yes(rules.isStrict) },
      declared.up_to_date === rules.isStrict,
      `Set "branches must be up to date" ${settings}, or correct up_to_date.`,
      declared.up_to_date,
    )],
    line(
      "checks",
      { declared: listed(declared.checks), live: listed(required) },
      missing.length === 0 && undeclared.every((name) => declared.optional.includes(name)),
      [
        ...missing.length > 0 ? [`Require ${missing.join(", ")} ${settings}.`] : [],
        ...undeclared.length > 0 ? [`Declare ${undeclared.join(", ")}, or stop requiring it.`] : [],
      ].join(" "),
      missing.length > 0 && undeclared.length === 0,
    ),
    ...declared.optional.length === 0 ? [] : [line(
      "optional",
      { declared: listed(declared.optional), live: `required: ${listed(both(declared.optional, required))}` },
      both(declared.optional, required).length === 0,
      `Stop requiring ${
        both(declared.optional, required).join(", ")
      } ${settings}: nobody has to wait for it.`,
    )],
    reported(live),
    ...declared.code_owners === undefined ? [] : [codeOwners(declared, live, branch)],
  ];
}

function unreadable({ unreadable }: Branch): RuleLine {
  return {
    ...{ rule: "readable", state: "unknown", declared: "all rules", live: unreadable.join("; ") },
    fix: "Use a token that may read the repository's administration: a workflow's own token never can.",
  };
}

/** Approvals exactly as declared: one more than 0 stops who works alone. */
function approvals(wanted: number, { pullRequest, isReadable }: Branch, settings: string): RuleLine {
  const count = pullRequest?.approvals ?? 0;
  const needsOwners = wanted === 0 && pullRequest?.needsCodeOwners === true;
  const isSame = count === wanted && !needsOwners;
  return {
    rule: "approvals",
    // what could not be read can only ask for more
    state: isSame && isReadable ? "ok" : count > wanted || needsOwners || isReadable ? "differs" : "unknown",
    declared: String(wanted),
    live: needsOwners ? `${count}, and an owner's` : String(count),
    ...isSame && isReadable
      ? {}
      : { fix: `Ask for ${wanted} approvals${needsOwners ? ", and no owner's," : ""} ${settings}.` },
  };
}

function directPush({ directPush: is }: Branch, settings: string): RuleLine {
  const says = { declared: "refused", live: is };
  if (is === "refused") return { rule: "direct_push", state: "ok", ...says };
  const fix = is === "bypassable"
    ? `Take away who may bypass it ${settings}; of classic protection, include administrators.`
    : is === "allowed"
    ? `Refuse direct pushes ${settings}.`
    : "Use a token that may read who is exempt.";
  return { rule: "direct_push", state: is === "unknown" ? "unknown" : "differs", ...says, fix };
}

/** A required check that nothing reports keeps every pull request waiting for ever. */
function reported({ unreported }: LiveBranch): RuleLine {
  if (!unreported.known) {
    return { rule: "reported", state: "ok", declared: "every required check", live: unreported.why };
  }
  const names = unreported.value;
  return {
    ...{ rule: "reported", declared: "every required check" },
    ...names.length === 0 ? { state: "ok", live: "all of them" } : {
      state: "differs",
      live: `never: ${names.join(", ")}`,
      fix: `Run what reports ${names.join(", ")}, or stop requiring it: pull requests wait for it for ever.`,
    },
  };
}

/** Owners are asked where a file names them; that their approval is needed is another rule. */
function codeOwners({ code_owners: wanted }: BranchRules, { owners }: LiveBranch, branch: string): RuleLine {
  const declared = yes(wanted === true);
  if (!owners.known) {
    return { rule: "code_owners", state: "unknown", declared, live: owners.why, fix: owners.hint };
  }
  const path = owners.value;
  const isSame = wanted !== true || path !== null;
  return {
    ...{ rule: "code_owners", state: isSame ? "ok" : "differs", declared },
    live: path ?? "no CODEOWNERS",
    ...isSame
      ? {}
      : { fix: `Commit .github/CODEOWNERS to ${branch}: it names who is asked for which files.` },
  };
}

function both(one: readonly string[], other: readonly string[]): string[] {
  return one.filter((name) => other.includes(name));
}

function yes(is: boolean): string {
  return is ? "yes" : "no";
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.join(", ");
}
