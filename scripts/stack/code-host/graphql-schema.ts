import { type AskedField, QueryError } from "./graphql-query.ts";

/** What each type has: another type, or a value. `*` marks a connection, which wants `first`. */
const types: Record<string, Record<string, string>> = {
  Query: { repository: "Repository", viewer: "User" },
  User: { login: "" },
  Repository: { pullRequest: "PullRequest" },
  PullRequest: { number: "", title: "", reviewThreads: "*PullRequestReviewThreadConnection" },
  PullRequestReviewThreadConnection: {
    ...{ nodes: "PullRequestReviewThread", pageInfo: "PageInfo", totalCount: "" },
  },
  PullRequestReviewThread: {
    ...{ id: "", isResolved: "", isOutdated: "", path: "", comments: "*PullRequestReviewCommentConnection" },
  },
  PullRequestReviewCommentConnection: {
    nodes: "PullRequestReviewComment",
    pageInfo: "PageInfo",
    totalCount: "",
  },
  PullRequestReviewComment: { body: "", url: "", author: "Actor" },
  Actor: { login: "", __typename: "" },
  PageInfo: { hasNextPage: "", endCursor: "" },
};

/** Raises QueryError for what the schema does not have, and for connections without a number of items. */
export function checkQuery(type: string, fields: readonly AskedField[]): void {
  for (const { name, args, fields: below } of fields) {
    const known = types[type]?.[name];
    if (known === undefined) throw new QueryError(`Field '${name}' doesn't exist on type '${type}'`);
    if ((known === "") !== (below.length === 0)) {
      throw new QueryError(`Field must have selections (field '${name}' of '${type}')`);
    }
    if (known.startsWith("*")) {
      const { first, ...rest } = args;
      if (typeof first !== "number") {
        throw new QueryError(
          `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
          "MISSING_PAGINATION_BOUNDARIES",
        );
      }
      if (first > 100) {
        throw new QueryError(
          `Requesting ${first} records on the \`${name}\` connection exceeds the \`first\` limit of 100 records.`,
          "EXCESSIVE_PAGINATION",
        );
      }
      const strange = Object.keys(rest).find((one) => one !== "after");
      if (strange !== undefined) throw new QueryError(`Field '${name}' doesn't accept argument '${strange}'`);
    }
    checkQuery(known.replace("*", ""), below);
  }
}
