import { z } from "zod";
import type { ReviewThread } from "../code-host.ts";
import type { GitHub } from "./context.ts";
import { ask } from "./graphql.ts";

/** Only GraphQL says whether a thread is resolved. */
const query = `query Threads($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      reviewThreads(first: 100, after: $after) {
        nodes {
          isResolved
          path
          comments(first: 1) { nodes { author { __typename login } body url } }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;

const commentSchema = z.object({
  author: z.object({ __typename: z.string(), login: z.string() }).nullable(),
  body: z.string(),
  url: z.string(),
});
const threadSchema = z.object({
  isResolved: z.boolean(),
  path: z.string().nullish(),
  comments: z.object({ nodes: z.array(commentSchema) }),
}).transform(({ isResolved, path, comments: { nodes: [first] } }): ReviewThread => ({
  isResolved,
  body: first?.body ?? "",
  author: first?.author?.login ?? null,
  isByBot: first?.author?.__typename === "Bot",
  path: path ?? null,
  url: first?.url ?? "",
}));
const pageSchema = z.object({
  repository: z.object({
    pullRequest: z.object({
      reviewThreads: z.object({
        nodes: z.array(threadSchema),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
      }),
    }),
  }),
});

/** All of them, in the order of the host. */
export async function reviewThreads(github: GitHub, number: number): Promise<ReviewThread[]> {
  const [, owner = "", name = ""] = /^\/repos\/([^/]+)\/([^/]+)$/.exec(github.base) ?? [];
  const threads: ReviewThread[] = [];
  for (let after: string | null = null;;) {
    const page: z.output<typeof pageSchema> = await ask(
      github,
      query,
      { owner, name, number, after },
      pageSchema,
    );
    const { nodes, pageInfo } = page.repository.pullRequest.reviewThreads;
    threads.push(...nodes);
    const next: string | null = pageInfo.endCursor ?? null;
    if (!pageInfo.hasNextPage || next === null || next === after) return threads;
    after = next;
  }
}
