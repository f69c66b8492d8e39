import { NotProcessed, type Reply, RequestFailed } from "./client.ts";
import type { Exchange } from "./exchange.ts";
import { content, u31, u32 } from "./frame-reader.ts";
import { checkFrame } from "./frame-rules.ts";
import type { FrameWriter } from "./frame-writer.ts";
import { type HeaderBlock, HeaderBlocks } from "./header-block.ts";
import { HeaderDecoder } from "./hpack-decoder.ts";
import type { HeaderEncoder } from "./hpack-encoder.ts";
import { OverheadBudget } from "./overhead-budget.ts";
import { ConnectionError, errorCode, flag, frameType, nameOfError, StreamError } from "./protocol.ts";
import { giveBack } from "./receive-window.ts";
import { readSettings } from "./settings.ts";
import type { Streams } from "./streams.ts";

interface SessionParts {
  writer: FrameWriter;
  encoder: HeaderEncoder;
  streams: Streams;
  now(): number;
  /** The peer wants no more requests; `error` is null for a plain goodbye. */
  onGoAway(error: string | null): void;
  /** Runs `change`, and tells whoever waits when there is room afterwards and was none before. */
  changeRoom(change: () => void): void;
}

/** What the frames of a server mean: replies, and the peer's wishes about everything to come. */
export class Session {
  readonly #decoder = new HeaderDecoder();
  readonly #overhead: OverheadBudget;
  readonly #blocks = new HeaderBlocks();
  #isGreeted = false;
  /** Bytes of DATA that the connection's window has not got back. */
  #received = 0;

  constructor(private readonly parts: SessionParts) {
    this.#overhead = new OverheadBudget(parts.now);
  }

  /** Raises ConnectionError when nothing more can come of this connection. */
  frame(type: number, flags: number, id: number, payload: Uint8Array): void {
    checkFrame(type, flags, id, payload.length);
    this.#blocks.check(type, id);
    this.#isGreeted ||= type === frameType.settings && (flags & flag.ack) === 0; // RFC 9113, 3.4
    if (!this.#isGreeted) throw new ConnectionError("protocol_error", "no SETTINGS at the beginning");
    this.#overhead.spend(type === frameType.data ? 0 : payload.length);
    try {
      this.#take(type, flags, id, payload);
    } catch (error) {
      if (!(error instanceof StreamError)) throw error;
      this.#fail(id, error);
    }
  }

  #take(type: number, flags: number, id: number, payload: Uint8Array): void {
    const { writer, streams, changeRoom } = this.parts;
    switch (type) {
      case frameType.headers:
        streams.find(id); // before the block, whatever is in it
        return this.#fields(this.#blocks.begin(id, flags, content(flags, payload, true)));
      case frameType.continuation:
        return this.#fields(this.#blocks.append(flags, payload));
      case frameType.data:
        return this.#data(flags, id, payload);
      case frameType.priority:
        if (payload.length !== 5 && streams.has(id)) throw new StreamError("frame_size_error", "PRIORITY");
        return;
      case frameType.rstStream:
        return this.#reset(id, u32(payload, 0));
      case frameType.settings:
        return (flags & flag.ack) !== 0 ? this.#decoder.allowNoTable() : this.#settings(payload);
      case frameType.pushPromise:
        throw new ConnectionError("protocol_error", "a push, though they are switched off");
      case frameType.ping:
        if ((flags & flag.ack) !== 0) return;
        writer.head(payload.length, frameType.ping, flag.ack, 0);
        return writer.bytes(payload);
      case frameType.goAway:
        return this.#goAway(u31(payload, 0), u32(payload, 4));
      case frameType.windowUpdate:
        return changeRoom(() => streams.widen(id, u31(payload, 0)));
    }
  }

  #fields(block: HeaderBlock | null): void {
    if (block === null) return;
    // Whoever it is for: the decoder has to see every block.
    const head = this.#decoder.decode(block.bytes);
    const exchange = this.parts.streams.find(block.stream);
    if (exchange !== undefined) this.#answer(block.stream, exchange, exchange.fields(head, block.isEnd));
  }

  #data(flags: number, id: number, payload: Uint8Array): void {
    const { streams, writer } = this.parts;
    const exchange = streams.find(id);
    // Padding counts, and so does what comes for a request that is over.
    this.#received = giveBack(writer, 0, this.#received + payload.length);
    const part = content(flags, payload, false);
    if (exchange === undefined) return;
    const isEnd = (flags & flag.endStream) !== 0;
    if (!isEnd) exchange.padding = giveBack(writer, id, exchange.padding + payload.length - part.length);
    this.#answer(id, exchange, exchange.data(part, isEnd));
  }

  #answer(id: number, { receiver, headLength }: Exchange, reply: Reply | null): void {
    if (reply === null) return;
    this.parts.streams.finish(id);
    this.#overhead.earn(headLength);
    receiver.replied(reply);
  }

  #reset(id: number, code: number): void {
    const { streams } = this.parts;
    const exchange = streams.find(id);
    if (exchange === undefined) return;
    if (code === errorCode.refused_stream) {
      streams.refuse(id);
      return exchange.receiver.failed(new NotProcessed("refused"));
    }
    streams.drop(id);
    exchange.receiver.failed(new RequestFailed(nameOfError(code), "reset"));
  }

  #fail(id: number, error: StreamError): void {
    const { streams, writer } = this.parts;
    const exchange = streams.find(id);
    if (exchange === undefined) return;
    streams.drop(id);
    writer.number(frameType.rstStream, id, errorCode[error.code]);
    exchange.receiver.failed(error);
  }

  #settings(payload: Uint8Array): void {
    const { writer, changeRoom } = this.parts;
    // First the word that they are known: until the peer reads it, it refuses streams beyond the old limit.
    writer.head(0, frameType.settings, flag.ack, 0);
    changeRoom(() => readSettings(payload, this.parts));
  }

  #goAway(lastId: number, code: number): void {
    const { streams, onGoAway } = this.parts;
    onGoAway(code === errorCode.no_error ? null : nameOfError(code));
    for (const { receiver } of streams.takeAfter(lastId)) {
      receiver.failed(new NotProcessed("the peer said goodbye before it"));
    }
  }
}
