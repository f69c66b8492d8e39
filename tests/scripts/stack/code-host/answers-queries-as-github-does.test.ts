import { expect, test } from "vitest";
import { httpFetch } from "../../../../scripts/runtime.ts";
import { hosted, writer, writerToken } from "../../../support/code-host/hosted.ts";

const anonymous = "ghs_nothing0000000000000";

async function graph() {
  const { codeHost } = await hosted({
    tokens: { [anonymous]: { ...writer, permissions: { contents: "read" } } },
  });
  codeHost.state.issues.push({
    ...{ number: 1, title: "next", body: "", state: "open", labels: [], milestone: null, author: "ada" },
    comments: [],
    pull: {
      ...{ head: "next", base: "main", isDraft: false, mergedAt: null, reviews: [] },
      threads: [{ isResolved: true, path: "a", comments: [{ author: "bot[bot]", body: "b" }] }],
    },
  });
  return async (
    query: string,
    variables: Record<string, unknown> = {},
    token: string | null = writerToken,
  ) => {
    const response = await httpFetch(`${codeHost.apiUrl}/graphql`, {
      method: "POST",
      headers: { "user-agent": "test", ...token === null ? {} : { authorization: `Bearer ${token}` } },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await response.json();
    return { status: response.status, data, error: errors?.[0]?.message, type: errors?.[0]?.type };
  };
}

const inPull = (fields: string) =>
  `query { repository(owner: "acme", name: "shop") { pullRequest(number: 1) { ${fields} } } }`;

test("what is asked for is answered, in the shape of the question", async () => {
  const ask = await graph();
  const nodes = "nodes { isResolved comments(first: 1) { nodes { author { __typename login } } } }";
  expect((await ask(inPull(`title reviewThreads(first: 5) { ${nodes} pageInfo { hasNextPage } }`))).data)
    .toEqual({
      repository: {
        pullRequest: {
          title: "next",
          reviewThreads: {
            nodes: [{
              isResolved: true,
              comments: { nodes: [{ author: { __typename: "Bot", login: "bot" } }] },
            }],
            pageInfo: { hasNextPage: false },
          },
        },
      },
    });
});

test.each([
  ["a field that is not there", inPull("titel"), "Field 'titel' doesn't exist on type 'PullRequest'"],
  ["an object without fields", inPull("reviewThreads(first: 1)"), "Field must have selections"],
  ["a value with fields", inPull("title { text }"), "Field must have selections"],
  ["a connection without a number", inPull("reviewThreads { totalCount }"), "You must provide a `first`"],
  ["more than a hundred", inPull("reviewThreads(first: 101) { totalCount }"), "limit of 100"],
  ["an argument that is not there", inPull("reviewThreads(first: 1, where: 1) { totalCount }"), "argument"],
  ["a text that ends early", "query { repository", "Parse error"],
  ["a variable that nobody declared", inPull("reviewThreads(first: $n) { totalCount }"), "not declared"],
  ["one that is not given", "query A($n: Int!) { repository { pullRequest { title } } }", "invalid value"],
  ["a mutation", "mutation { addStar { id } }", "Parse error"],
])("%s is refused with the status 200", async (_name, query, message) => {
  const { status, error, data } = await (await graph())(query);
  expect({ status, data }).toEqual({ status: 200, data: null });
  expect(error).toContain(message);
});

test("who may not see learns by a type, and who is nobody by the status", async () => {
  const ask = await graph();
  expect(await ask(inPull("title"), {}, anonymous)).toMatchObject({ status: 200, type: "FORBIDDEN" });
  expect(await ask(inPull("title"), {}, null)).toMatchObject({ status: 401 });
  expect(await ask(inPull("title").replace("number: 1", "number: 9"))).toMatchObject({ type: "NOT_FOUND" });
  expect(await ask(inPull("title").replace("shop", "other"))).toMatchObject({ type: "NOT_FOUND" });
});
