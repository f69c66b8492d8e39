import process from "node:process";
import type { Finding } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Output } from "../cli/output.ts";

/** What a check found. */
interface Report {
  findings: readonly Finding[];
  notices?: readonly string[];
  /** More for machines. */
  details?: Record<string, unknown>;
}

/**
 * Shows what a check found: one line per finding on stdout, with --json one line in all; what to do and the notices on
 * stderr. The exit code of the process becomes 7 when there is a finding.
 */
export function report(output: Output, { findings, notices = [], details }: Report, whenFine: string): void {
  for (const { message, code } of findings) output.print(`${message} (${code})`);
  for (const notice of notices) output.note(notice);
  for (const hint of new Set(findings.map(({ hint }) => hint))) output.note(`fix: ${hint}`);
  if (findings.length === 0) output.note(whenFine);
  else process.exitCode = exitCode.drift;
  output.json({ ok: findings.length === 0, findings, notices, ...details });
}
