import { describe, expect, test } from "vitest";
import { parityProblems, readClients } from "../../../../scripts/tasks/parity.ts";
import { repositoryRoot } from "../../../support/repository.ts";

const listed = [
  { what: "asking", typescript: "Updates.start", swift: "Client.start" },
  { what: "reading", typescript: "parse", swift: "Feed.init(json:)" },
] as const;
const typescript = "export interface Updates {\n  start(): void;\n}\n\nexport function parse() {\n}\n";
const swift =
  "public actor Client {\n    public func start() {\n    }\n}\n\npublic struct Feed {\n}\n\nextension Feed {\n    public init(json: Data) {}\n}\n";

const problems = (ts: string, sw: string) => parityProblems({ typescript: ts, swift: sw }, listed);

describe("the table of both clients", () => {
  test("holds for what both have", () => {
    expect(problems(typescript, swift)).toEqual([]);
  });

  test.each([
    ["a member of TypeScript that is gone", typescript.replace("start()", "begin()"), swift],
    ["an export that is none", typescript.replace("export function", "function"), swift],
    ["a member of another type", typescript.replace("Updates", "Others"), swift],
    ["a function of Swift that is gone", typescript, swift.replace("func start", "func begin")],
    ["one that is not public", typescript, swift.replace("public func", "func")],
    ["one of another type", typescript, swift.replace("actor Client", "actor Other")],
    ["another label", typescript, swift.replace("json:", "data:")],
  ])("names %s", (_, ts, sw) => {
    expect(problems(ts, sw)).toHaveLength(1);
  });

  test("is true of this repository", () => {
    expect(parityProblems(readClients(repositoryRoot))).toEqual([]);
  });
});
