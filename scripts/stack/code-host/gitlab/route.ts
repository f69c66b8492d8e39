import type { z } from "zod";
import type { Bare } from "../repository.ts";
import type { Answer, Call } from "../server.ts";
import type { GitLabGrant, GitLabState } from "./state.ts";

/** A call that is allowed, and what it works with. */
export interface GitLabAsked {
  state: GitLabState;
  bare: Bare;
  number: () => number;
  url: string;
  call: Call;
  grant: GitLabGrant;
  values: string[];
  body<Schema extends z.ZodType>(schema: Schema): Promise<z.output<Schema>>;
}

export interface GitLabRoute {
  method: string;
  path: string;
  /** The least role. */
  level: number;
  handle(asked: GitLabAsked): NonNullable<Answer> | Promise<NonNullable<Answer>>;
}
