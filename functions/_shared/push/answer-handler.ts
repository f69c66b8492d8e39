import { type Answer, notProcessed } from "../apns/answer.ts";
import type { PushBatch, PushOutcome } from "../contract/pushes.ts";
import { errorName } from "../endpoint/problem.ts";
import type { BatchProgress } from "./batch-progress.ts";
import { decide, type End, unknownDevice, unreachable, wantsNewConnection } from "./decision.ts";
import type { DeviceQueue } from "./device-queue.ts";
import type { Prepared } from "./prepare.ts";
import type { RequestHeaders } from "./request-headers.ts";
import type { InFlightRequest } from "./scheduler.ts";

interface HandlerParts extends Pick<Prepared, "ownHost" | "otherHost" | "otherHostUse"> {
  batch: PushBatch;
  queue: DeviceQueue;
  progress: BatchProgress;
  random: () => number;
  /** Sending must stop. */
  onEnd: (end: End) => void;
  /** A provider token has been replaced: sending may continue. */
  onRefreshed: () => void;
}

/** What each answer means for its device, and for the rest of the batch. */
export class AnswerHandler {
  readonly counts = { sent: 0, refused: 0, repeated: 0 };

  constructor(private readonly parts: HandlerParts) {}

  headersOf(isOtherHost: boolean): RequestHeaders {
    return (isOtherHost ? this.parts.otherHost : this.parts.ownHost).headers;
  }

  /** `answer` null: the transport failed or stayed silent too long. */
  handle(request: InFlightRequest, answer: Answer | null): void {
    const { index, isOtherHost } = request;
    if (answer?.status === 200 && !isOtherHost) {
      this.counts.sent++;
      this.parts.progress.accept(index);
    } else if (answer === notProcessed) {
      this.parts.queue.repeat(index, isOtherHost);
    } else {
      this.#decide(request, answer);
    }
  }

  /** A connection may have failed for good, or the key may not be welcome there. */
  checkOtherHost(): void {
    if (this.parts.otherHost.connection.deadBecause !== null) this.#giveUpOtherHost(unreachable);
    if (!this.parts.otherHostUse.isAllowed) this.#giveUpOtherHost(unknownDevice);
  }

  #decide(request: InFlightRequest, answer: Answer | null): void {
    const { batch, queue, progress, otherHostUse, random, onEnd } = this.parts;
    const { index, isOtherHost } = request;
    if (wantsNewConnection(answer)) request.connection.reconnect();
    const decision = decide({
      answer,
      device: this.#idOf(index),
      attempts: queue.countAttempt(index),
      isOtherHost,
      otherEnvironment: batch.apns_environment === "production" ? "sandbox" : "production",
      sent: batch.sent + this.counts.sent,
      mayTryOtherHost: otherHostUse.isAllowed,
      random,
    });
    switch (decision.do) {
      case "accept":
        this.counts.sent++;
        return progress.accept(index, decision.outcome);
      case "refuse":
        if (decision.otherHostRefusesKey === true) otherHostUse.isAllowed = false;
        this.#refuse(index, decision.outcome);
        if (!otherHostUse.isAllowed) this.#giveUpOtherHost(unknownDevice);
        return;
      case "repeat":
        this.counts.repeated++;
        return queue.repeat(index, isOtherHost);
      case "try_other_host":
        return queue.moveToOtherHost(index);
      case "refresh":
        queue.repeat(index, isOtherHost);
        return this.#refresh(this.headersOf(isOtherHost), request.tokenGeneration);
      case "end":
        return onEnd(
          decision.end.why === "stop" && answer?.status === 403
            ? { ...decision.end, refusedToken: this.headersOf(isOtherHost).token }
            : decision.end,
        );
    }
  }

  #refuse(index: number, outcome: PushOutcome): void {
    this.counts.refused++;
    this.parts.progress.refuse(index, outcome);
  }

  /** Devices that wait for the other host get the outcome that is known about it. */
  #giveUpOtherHost(outcome: PushOutcome): void {
    for (const index of this.parts.queue.takeOtherHost()) {
      this.#refuse(index, { ...outcome, id: this.#idOf(index) });
    }
  }

  #idOf(index: number): number {
    return this.parts.batch.devices[index]?.[0] ?? 0;
  }

  #refresh(headers: RequestHeaders, refusedGeneration: number): void {
    const { onEnd, onRefreshed } = this.parts;
    if (headers.isHopeless(refusedGeneration)) {
      return onEnd({
        why: "stop",
        reason: "ExpiredProviderToken",
        detail: "APNs refused a fresh token too",
        refusedToken: headers.token,
      });
    }
    headers.refresh(refusedGeneration)
      .catch((error) => onEnd({ why: "released", reason: errorName(error), successor: false }))
      .then(onRefreshed);
  }
}
