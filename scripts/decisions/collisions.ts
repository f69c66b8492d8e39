import { type RecordName, recordsOf } from "../manifest/docs/record-names.ts";

/** Two records with one number: at most one of them can stay. */
interface Collision {
  record: RecordName;
  other: RecordName;
  /** The other one is only on the branch that this one will be merged into. */
  isElsewhere: boolean;
}

/** The names of a folder in three places. */
interface Names {
  here: readonly string[];
  /** On the branch that this one will be merged into. */
  base: readonly string[];
  /** Where the two parted. */
  mergeBase: readonly string[];
}

/**
 * Numbers that two records have, or would have after the merge: one that this branch adds, and another that the other branch added meanwhile.
 * A record that only got another name on one side is the same one.
 */
export function findCollisions({ here, base, mergeBase }: Names): Collision[] {
  const added = (names: readonly string[]) => recordsOf(names.filter((name) => !mergeBase.includes(name)));
  const inTree = pairs(recordsOf(here)).map(([other, record]) => ({ record, other, isElsewhere: false }));
  const theirs = added(base).filter(({ name }) => !here.includes(name));
  const ours = added(here).filter(({ name }) => !base.includes(name));
  return [
    ...inTree,
    ...ours.flatMap((record) =>
      theirs.filter(({ number }) => number === record.number).map((other) => ({
        record,
        other,
        isElsewhere: true,
      }))
    ),
  ];
}

/** Each record after the first of its number, with that one. */
function pairs(records: readonly RecordName[]): [RecordName, RecordName][] {
  return records.flatMap((record, index): [RecordName, RecordName][] => {
    const first = records.findIndex(({ number }) => number === record.number);
    const other = records[first];
    return first === index || other === undefined ? [] : [[other, record]];
  });
}
