import { z } from "zod";
import { allows } from "./grants.ts";
import { type AskedField, parseQuery, QueryError } from "./graphql-query.ts";
import { checkQuery } from "./graphql-schema.ts";
import { reply } from "./reply.ts";
import type { Asked, Route, World } from "./route.ts";
import type { StoredThread } from "./state.ts";

/** Beside the repository's routes: /graphql, with the threads of reviews, which REST does not have. */
export const graphqlRoute: Route = {
  ...{ method: "POST", path: "/graphql", needs: [["metadata:read"]] },
  handle: answerQuery,
};

const request = z.strictObject({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).default({}),
});

/** Everything that is wrong with a query is said with the status 200. */
async function answerQuery({ body, grant, world }: Asked) {
  const { query, variables } = await body(request);
  try {
    const fields = parseQuery(query, variables);
    checkQuery("Query", fields);
    return reply(200, {
      data: pick(fields, {
        links: {
          // of an app with the [bot] that an author's login lacks here
          viewer: () => ({ values: { login: grant.login } }),
          repository: ({ owner, name }) => {
            if (`${owner}/${name}` !== world.state.repo) {
              throw new QueryError(
                `Could not resolve to a Repository with the name '${owner}/${name}'.`,
                "NOT_FOUND",
              );
            }
            if (!allows(grant, [["pull_requests:read"]])) {
              throw new QueryError("Resource not accessible by integration", "FORBIDDEN");
            }
            return { links: { pullRequest: ({ number }) => pullRequestOf(world, number) } };
          },
        },
      }),
    });
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    const { type, message } = error;
    return reply(200, { data: null, errors: [{ ...type === undefined ? {} : { type }, message }] });
  }
}

/** A thing of the graph: its values, and what leads on from it. */
interface Node {
  values?: Record<string, string | number | boolean | null>;
  links?: Record<string, (args: Record<string, unknown>) => Node | Node[] | null>;
}

/** What was asked for, and nothing else. */
function pick(fields: readonly AskedField[], { values, links }: Node): Record<string, unknown> {
  return Object.fromEntries(fields.map(({ name, args, fields: below }) => {
    if (below.length === 0) return [name, values?.[name] ?? null];
    const found = links?.[name]?.(args) ?? null;
    if (found === null) return [name, null];
    return [name, Array.isArray(found) ? found.map((one) => pick(below, one)) : pick(below, found)];
  }));
}

function pullRequestOf({ state }: World, number: unknown): Node {
  const issue = state.issues.find((one) => one.number === number);
  const pull = issue?.pull ?? null;
  if (issue === undefined || pull === null) {
    throw new QueryError(`Could not resolve to a PullRequest with the number of ${number}.`, "NOT_FOUND");
  }
  const threads = pull.threads ?? [];
  return {
    values: { number: issue.number, title: issue.title },
    links: {
      reviewThreads: (args) =>
        connection(args, threads.map((one, at) => threadOf(`${state.repo}/pull/${issue.number}`, one, at))),
    },
  };
}

function threadOf(place: string, { isResolved, path, comments }: StoredThread, at: number): Node {
  return {
    values: { id: `PRRT_${at}`, isResolved, isOutdated: false, path },
    links: {
      comments: (args) =>
        connection(
          args,
          comments.map(({ author, body }, number): Node => ({
            values: { body, url: `https://code.example.test/${place}#discussion_r${at}_${number}` },
            links: {
              author: () =>
                author === null ? null : {
                  values: {
                    // the account of an app goes without the [bot] that REST shows
                    login: author.replace(/\[bot\]$/, ""),
                    __typename: author.endsWith("[bot]") ? "Bot" : "User",
                  },
                },
            },
          })),
        ),
    },
  };
}

/** A page, from the item behind the one that the cursor names. */
function connection({ first, after }: Record<string, unknown>, items: readonly Node[]): Node {
  const start = typeof after === "string" ? Number(atob(after)) : 0;
  const end = Math.min(items.length, start + (typeof first === "number" ? first : 0));
  return {
    values: { totalCount: items.length },
    links: {
      nodes: () => items.slice(start, end),
      pageInfo: () => ({ values: { hasNextPage: end < items.length, endCursor: btoa(String(end)) } }),
    },
  };
}
