const block = 512;
/** No archive that proves a build number is larger, packed or not. */
const maxBytes = 512 * 1024 * 1024;

/** An archive that cannot be read; the message says why. */
export class TarballError extends Error {}

/**
 * One file of a gzipped tar archive (ustar, GNU and pax long names), or null when it holds none of that name. A leading `./` of
 * names is no difference. Stops reading as soon as it is found. Raises TarballError.
 */
export async function fileInTarball(
  archive: ReadableStream<Uint8Array<ArrayBuffer>>,
  path: string,
): Promise<Uint8Array | null> {
  const reader = createReader(archive);
  try {
    let longName: string | undefined;
    for (;;) {
      const header = await reader.take(block);
      // Two empty blocks end an archive; some writers leave them out.
      if (header === null || header.every((byte) => byte === 0)) return null;
      const size = sizeOf(header);
      const type = String.fromCharCode(header[156] ?? 0);
      const body = await reader.take(Math.ceil(size / block) * block);
      if (body === null) throw new TarballError("the archive ends in the middle of a file");
      const content = body.subarray(0, size);
      if (type === "L") longName = cString(content);
      else if (type === "x") longName = paxPath(content) ?? longName;
      else if (type !== "g") {
        if (plain(longName ?? shortName(header)) === plain(path) && /[0\0]/.test(type)) return content;
        longName = undefined;
      }
    }
  } finally {
    await reader.close();
  }
}

interface Reader {
  /** Exactly so many bytes; null at the end of the archive. */
  take(count: number): Promise<Uint8Array | null>;
  close(): Promise<void>;
}

function createReader(archive: ReadableStream<Uint8Array<ArrayBuffer>>): Reader {
  const source = archive.pipeThrough(new DecompressionStream("gzip")).getReader();
  let buffer = new Uint8Array();
  let total = 0;
  return {
    async take(count) {
      const parts = [buffer];
      let have = buffer.length;
      if (total + count > maxBytes) throw new TarballError("the archive is larger than 512 MB");
      while (have < count) {
        const { done, value } = await source.read().catch(() => {
          throw new TarballError("the answer is no gzip archive");
        });
        if (done) return null;
        parts.push(value);
        have += value.length;
      }
      const all = parts.length === 1 ? buffer : join(parts, have);
      buffer = all.subarray(count);
      total += count;
      return all.subarray(0, count);
    },
    close: () => source.cancel().catch(() => {}),
  };
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function sizeOf(header: Uint8Array): number {
  const size = parseInt(cString(header.subarray(124, 136)).trim() || "0", 8);
  if (Number.isInteger(size) && size >= 0) return size;
  throw new TarballError("the answer is no tar archive");
}

function shortName(header: Uint8Array): string {
  const prefix = cString(header.subarray(257, 262)) === "ustar" ? cString(header.subarray(345, 500)) : "";
  const name = cString(header.subarray(0, 100));
  return prefix === "" ? name : `${prefix}/${name}`;
}

/** The `path` record of a pax header: `<length> path=<value>\n`. */
function paxPath(content: Uint8Array): string | undefined {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(new TextDecoder().decode(content))?.[1];
}

function cString(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end === -1 ? bytes : bytes.subarray(0, end));
}

function plain(name: string): string {
  return name.replace(/^(\.\/)+/, "");
}
