import type { ByteStream } from "../runtime.ts";
import { FrameWriter } from "./frame-writer.ts";
import type { ErrorName } from "./protocol.ts";

/** Written but not yet taken by the system: more would only be memory, so no request starts. */
const longestBacklog = 262_144;
/** Answers to what the peer sends still come on top; one that reads none of them is left. */
const mostAnswers = 65_536;
/** For the last words to a peer that may not read them. */
const farewellMs = 1_000;

interface OutletParts {
  /** It was full, and is not any more. */
  onRoom(): void;
  onError(cause: unknown): void;
  sleep(ms: number): Promise<void>;
}

/** The way out of a connection: what is written to `frames` goes out together, once the caller has let go. */
export class Outlet {
  readonly frames = new FrameWriter();
  #stream: ByteStream | null = null;
  #isWriting = false;
  #written = Promise.resolve();

  constructor(private readonly parts: OutletParts) {}

  get isFull(): boolean {
    return this.frames.length > longestBacklog;
  }

  /** The peer reads nothing, and goes on asking for answers. */
  get isOverfull(): boolean {
    return this.frames.length - this.frames.requestLength > mostAnswers;
  }

  open(stream: ByteStream): void {
    this.#stream = stream;
    this.flush();
  }

  flush(): void {
    if (this.#isWriting || this.#stream === null || this.frames.length === 0) return;
    this.#isWriting = true;
    this.#written = this.#write(this.#stream);
  }

  /** Says why (RFC 9113, 5.4.1), if there is something to say and somebody reads it, and closes the stream. */
  async close(stream: ByteStream, why: ErrorName | null): Promise<void> {
    if (why !== null) {
      this.frames.length = 0;
      this.frames.goAway(why);
      this.flush();
      await Promise.race([this.#written, this.parts.sleep(farewellMs)]);
    }
    stream.close();
  }

  async #write(stream: ByteStream): Promise<void> {
    await Promise.resolve();
    try {
      while (this.frames.length > 0) {
        const wasFull = this.isFull;
        let rest = this.frames.take();
        while (rest.length > 0) rest = rest.subarray(await stream.write(rest));
        if (wasFull) this.parts.onRoom();
      }
    } catch (cause) {
      this.parts.onError(cause);
    }
    this.#isWriting = false;
  }
}
