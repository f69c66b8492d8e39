import { elapsed } from "../../../scripts/runtime.ts";

/** Who is asked what. */
export interface Asked {
  port: number;
  path: string;
}

/**
 * Requests a second that a server answers on these connections, each with `depth` requests under way. All answers are the same bytes but for the date, so
 * their length tells how many have come: a client that parsed them would be what is measured.
 */
export async function flood(
  asked: Asked,
  { connections, depth, ms }: { connections: number; depth: number; ms: number },
): Promise<number> {
  const length = (await once(asked)).length;
  const start = elapsed();
  const counts = await Promise.all(
    Array.from(
      { length: connections },
      () => keepAsking(asked, length * depth, depth, () => elapsed() < start + ms),
    ),
  );
  return counts.reduce((sum, count) => sum + count, 0) / (elapsed() - start) * 1_000;
}

/** Milliseconds that each request took, on connections with one under way. */
export async function latencies(
  asked: Asked,
  { connections, ms }: { connections: number; ms: number },
): Promise<number[]> {
  const length = (await once(asked)).length;
  const end = elapsed() + ms;
  const samples: number[] = [];
  await Promise.all(Array.from({ length: connections }, () => {
    let start = elapsed();
    return keepAsking(asked, length, 1, () => {
      const now = elapsed();
      samples.push(now - start);
      start = now;
      return now < end;
    });
  }));
  return samples;
}

/** Asks again as soon as all answers have come, while `goesOn`; how many requests were answered. */
async function keepAsking(
  asked: Asked,
  bytes: number,
  depth: number,
  goesOn: () => boolean,
): Promise<number> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port: asked.port });
  const request = new TextEncoder().encode(requestOf(asked).repeat(depth));
  const into = new Uint8Array(256 * 1_024);
  let count = 0;
  try {
    do {
      await connection.write(request);
      for (let left = bytes; left > 0;) {
        const read = await connection.read(into);
        if (read === null) throw new Error("the server has hung up");
        left -= read;
        if (left < 0) throw new Error("an answer of another length");
      }
      count += depth;
    } while (goesOn());
  } finally {
    connection.close();
  }
  return count;
}

/** One whole answer, as it came. */
async function once(asked: Asked): Promise<Uint8Array> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port: asked.port });
  try {
    await connection.write(new TextEncoder().encode(requestOf(asked)));
    const into = new Uint8Array(256 * 1_024);
    for (let length = 0;;) {
      const read = await connection.read(into.subarray(length));
      if (read === null) throw new Error("the server has hung up");
      length += read;
      const text = new TextDecoder().decode(into.subarray(0, length));
      const [, body] = /^content-length: (\d+)/im.exec(text) ?? [];
      const head = text.indexOf("\r\n\r\n") + 4;
      if (!text.startsWith("HTTP/1.1 200")) throw new Error(`answered ${text.slice(0, 200)}`);
      if (head > 3 && length >= head + Number(body)) return into.slice(0, length);
    }
  } finally {
    connection.close();
  }
}

function requestOf({ path }: Asked): string {
  return `GET ${path} HTTP/1.1\r\nhost: bench.test\r\n\r\n`;
}
