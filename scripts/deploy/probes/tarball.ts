const block = 512;
/** No archive that proves a build number is larger, packed or not. */
const maxBytes = 512 * 1024 * 1024;
/** Bytes that are kept: of the file that is asked for, and of a header that only holds a name. All else is let go as it comes. */
const maxKept = { file: 16 * 1024 * 1024, name: 64 * 1024 };

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
      const isName = type === "L" || type === "x";
      const isWanted = /[0\0]/.test(type) && plain(longName ?? shortName(header)) === plain(path);
      const padded = Math.ceil(size / block) * block;
      if (!isName && !isWanted) {
        if (!await reader.skip(padded)) throw new TarballError("the archive ends in the middle of a file");
        // a global header stands between a name and its file
        if (type !== "g") longName = undefined;
        continue;
      }
      const limit = isName ? maxKept.name : maxKept.file;
      if (size > limit) {
        throw new TarballError(`${isName ? "a name" : path} in the archive has more than ${limit} bytes`);
      }
      const body = await reader.take(padded);
      if (body === null) throw new TarballError("the archive ends in the middle of a file");
      const content = body.subarray(0, size);
      if (isWanted) return content;
      longName = type === "L" ? cString(content) : paxPath(content) ?? longName;
    }
  } finally {
    await reader.close();
  }
}

interface Reader {
  /** Exactly so many bytes; null at the end of the archive. */
  take(count: number): Promise<Uint8Array | null>;
  /** Lets go of so many bytes; false when there are not as many. */
  skip(count: number): Promise<boolean>;
  close(): Promise<void>;
}

function createReader(archive: ReadableStream<Uint8Array<ArrayBuffer>>): Reader {
  const source = archive.pipeThrough(new DecompressionStream("gzip")).getReader();
  let buffer = new Uint8Array();
  let total = 0;
  const more = async () => {
    const { done, value } = await source.read().catch(() => {
      throw new TarballError("the answer is no gzip archive");
    });
    return done ? null : value;
  };
  const count = (bytes: number) => {
    total += bytes;
    if (total > maxBytes) throw new TarballError("the archive is larger than 512 MB");
  };
  return {
    async take(bytes) {
      count(bytes);
      const parts = [buffer];
      let have = buffer.length;
      while (have < bytes) {
        const part = await more();
        if (part === null) return null;
        parts.push(part);
        have += part.length;
      }
      const all = parts.length === 1 ? buffer : new Uint8Array(Buffer.concat(parts, have));
      buffer = all.subarray(bytes);
      return all.subarray(0, bytes);
    },
    async skip(bytes) {
      count(bytes);
      let left = bytes;
      while (left > buffer.length) {
        left -= buffer.length;
        const part = await more();
        if (part === null) return false;
        buffer = part;
      }
      buffer = buffer.subarray(left);
      return true;
    },
    close: () => source.cancel().catch(() => {}),
  };
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
