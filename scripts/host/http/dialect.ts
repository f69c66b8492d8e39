import type { CommandError } from "../../cli/command-error.ts";
import type { HostToken } from "../token.ts";
import type { HostAnswer } from "./answer.ts";

/** What GitHub and GitLab do differently in one request. */
export interface Dialect {
  /** As people call it. */
  name: string;
  headers(token: HostToken): Record<string, string>;
  /** An answer that is none of the expected ones, as a failure. `what` is the method and the path. */
  refusal(what: string, answer: HostAnswer, token: HostToken): CommandError;
}
