// RFC 7541, 5.2 and Appendix B. The code is canonical: the lengths say everything.

const lengths = [
  [13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28],
  [28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28],
  [6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6], // from the space on
  [5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10], // from 0 on
  [13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7], // from @ on
  [7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6], // from P on
  [15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5], // from ` on
  [6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28], // from p on
  [20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23],
  [24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24],
  [22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23],
  [21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23],
  [26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25],
  [19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27],
  [20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23],
  [26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26],
  [30], // the end of a text, which no text may hold
].flat();
const endOfText = 256;

/** Bits of a step: `isEnd` where a text may end, `hasByte` with a byte above it, and the next state above that. */
const isEnd = 1;
const hasByte = 2;
const isWrong = 4;

/** For each state, a node inside the tree, and each half of a byte: the step. Made when it is needed: not every isolate pushes. */
let made: Uint32Array | undefined;

/**
 * The bytes of a coded text, written to `into`.
 * Returns their count; -1 when it is not a text of this code, -2 when it is longer than `into`.
 */
export function decodeHuffman(coded: Uint8Array, from: number, to: number, into: Uint8Array): number {
  const steps = made ??= makeSteps(makeTree());
  let count = 0;
  let state = 0;
  let step = isEnd;
  for (let at = from; at < to; at++) {
    const byte = coded[at] ?? 0;
    step = steps[state * 16 + (byte >> 4)] ?? 0;
    if ((step & hasByte) !== 0) into[count++] = step >> 4;
    const isBroken = step & isWrong;
    state = step >> 12;
    step = steps[state * 16 + (byte & 15)] ?? 0;
    if ((step & hasByte) !== 0) into[count++] = step >> 4;
    if (((step | isBroken) & isWrong) !== 0) return -1;
    state = step >> 12;
    if (count > into.length) return -2;
  }
  return (step & isEnd) === 0 ? -1 : count;
}

type Node = [Child, Child];
type Child = Node | number;

function makeTree(): Node {
  const symbols = lengths.map((length, symbol) => ({ length, symbol }))
    .sort((a, b) => a.length - b.length || a.symbol - b.symbol);
  let next = 0;
  const build = (depth: number): Child => {
    const first = symbols[next];
    if (first === undefined) throw new Error("the code is not complete");
    if (first.length === depth) {
      next++;
      return first.symbol;
    }
    return [build(depth + 1), build(depth + 1)];
  };
  return [build(1), build(1)];
}

function makeSteps(root: Node): Uint32Array {
  const nodes: Node[] = [];
  const number = new Map<Node, number>();
  const ends = new Set<Node>(); // at most seven ones from the root: RFC 7541, 5.2
  const collect = (node: Child, depth: number, isOnes: boolean) => {
    if (typeof node === "number") return;
    number.set(node, nodes.push(node) - 1);
    if (isOnes && depth <= 7) ends.add(node);
    collect(node[0], depth + 1, false);
    collect(node[1], depth + 1, isOnes);
  };
  collect(root, 0, true);
  return Uint32Array.from(nodes.flatMap((node) =>
    Array.from({ length: 16 }, (_, half) => {
      let at = node;
      let step = 0;
      for (const bit of [8, 4, 2, 1]) {
        const child = at[(half & bit) === 0 ? 0 : 1];
        if (typeof child !== "number") at = child;
        else {
          step |= child === endOfText ? isWrong : hasByte | (child << 4);
          at = root;
        }
      }
      return (step | (ends.has(at) ? isEnd : 0) | ((number.get(at) ?? 0) << 12)) >>> 0;
    })
  ));
}
