import { describe, expect, test } from "vitest";
import { parseEnvironmentFile } from "../../../scripts/env-lists/systemd/environment-file.ts";
import { parseUnit } from "../../../scripts/env-lists/systemd/show.ts";

describe("an environment file", () => {
  test.each([
    ["plain", "A=1\nB=two words  \n", { A: "1", B: "two words" }],
    ["comments only at the beginning of a line", "# A=0\n; A=0\nA=1 # not a comment\n", {
      A: "1 # not a comment",
    }],
    ["a comment that goes on", "# a \\\nB=0\nA=1", { A: "1" }],
    ["no export", "export A=1\nB=2", { B: "2" }],
    ["blank around", "  A = 1\t\n", { A: "1" }],
    ["quotes", `A='it''s "x" \\n'\nB="a \\"b\\" \\$c \\n"\n`, { A: 'its "x" \\n', B: 'a "b" $c \\n' }],
    ["blank in quotes stays", `A="  x  "\n`, { A: "  x  " }],
    ["a quote in the middle is itself", `A=it"s\nB='a'b\n`, { A: 'it"s', B: "ab" }],
    ["over several lines", `A="one\ntwo"\nB=one\\\ntwo\n`, { A: "one\ntwo", B: "onetwo" }],
    ["a backslash keeps what follows", "A=a\\ b\\\\\n", { A: "a b\\" }],
    ["empty", "A=\nB=''\nC\n=x\n", { A: "", B: "" }],
    ["the last one counts", "A=1\nA=2", { A: "2" }],
    ["Windows' line ends", "A=1\r\nB=2\r\n", { A: "1", B: "2" }],
    ["an end in the middle", 'A="open', { A: "open" }],
    ["no name", "1A=1\nA-B=1\nA=1", { A: "1" }],
  ])("%s", (_name, text, wanted) => {
    expect(Object.fromEntries(parseEnvironmentFile(text))).toEqual(wanted);
  });
});

describe("systemctl show", () => {
  const loaded = "LoadState=loaded\n";

  test("variables as this and older versions print them, files in their order, and what is taken away", () => {
    const unit = parseUnit(
      `${loaded}Environment=A=1 "B=two words" "C=say \\"hi\\" \\\\ \\$x\\n\\x41" D=\n` +
        "EnvironmentFiles=/etc/default/web (ignore_errors=no)\nEnvironmentFiles=/etc/a (b) (ignore_errors=yes)\nUnsetEnvironment=A B=x\n",
    );
    if ("problem" in unit) throw new Error(unit.problem);
    expect(Object.fromEntries(unit.variables)).toEqual({
      A: "1",
      B: "two words",
      C: 'say "hi" \\ $x\nA',
      D: "",
    });
    expect(unit.files).toEqual([
      { path: "/etc/default/web", isOptional: false },
      { path: "/etc/a (b)", isOptional: true },
    ]);
    expect(unit.unset).toEqual(["A", "B=x"]);
  });

  test.each([
    ["LoadState=not-found\nEnvironment=\n", "has no such unit"],
    ["Environment=A=1\n", "has no such unit"],
    [`${loaded}Environment=[unprintable] A=1\n`, "does not show"],
    [`${loaded}EnvironmentFiles=/etc/x\n`, "in an unknown way"],
  ])("%j can't be read", (text, problem) => {
    expect(parseUnit(text)).toEqual({ problem: expect.stringContaining(problem) });
  });
});
