import type { Finding } from "../../cli/command-error.ts";
import { finding } from "../findings.ts";
import type { RecordName } from "./record-names.ts";

/** Records of one tree that share a number, each after the first of its number. */
export function checkNumbers(folder: string, records: readonly RecordName[]): Finding[] {
  const first = new Map<number, RecordName>();
  return records.flatMap((record) => {
    const other = first.get(record.number);
    first.set(record.number, other ?? record);
    return other === undefined
      ? []
      : [numberTaken(`${folder}/${record.name}`, record, `${folder}/${other.name} has it as well`)];
  });
}

/** A record whose number is somebody else's, in these words. */
export function numberTaken(file: string, { digits }: RecordName, what: string): Finding {
  return finding(
    "decision_number_taken",
    { file },
    `the number ${digits} is taken: ${what}`,
    "slipway adr renumber --dry-run shows what gets another number; without --dry-run it does it.",
  );
}
