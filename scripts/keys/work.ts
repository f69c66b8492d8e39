import type { KeyRotation, KeyStep, KeyStepHow, PublicPart } from "../control-plane/control-plane.ts";

/** What was done in a step. */
export interface Done {
  how?: KeyStepHow;
  note?: string;
  /** Of the component, then. */
  build?: number;
  /** Of `generate`. */
  key?: PublicPart;
}

/** Who takes a step, and how. */
export type Work =
  /** Slipway does it; `consent` is what it does that can't be taken back, or that people notice. */
  | { by: "command"; does: string; consent?: string; run(): Promise<Done> }
  /** It shows by itself when it is done; where it can't be seen, a person may say so. */
  | { by: "sight"; asks: string; look(): Promise<Done | undefined> }
  | { by: "person"; asks: string }
  | { by: "nobody"; reason: string };

/** What tells the new key of a rotation, from the moment on when it is made. */
export type KeyOfRotation = Pick<KeyRotation, "id"> & { new_key: PublicPart | null };

/** A kind of key: where its keys are, and what its steps do. */
export interface KeyKind {
  /** Everything that is accepted now. */
  live(): Promise<PublicPart[]>;
  /** Its own steps; the others are the same for all kinds. */
  steps(rotation: KeyRotation): Partial<Record<KeyStep, Work>> & Record<"generate" | "add" | "remove", Work>;
  /** The new key for commands of the team; undefined when it is not here. */
  fresh(rotation: KeyOfRotation): Promise<string | undefined>;
  /** Whether a key that was made, and that nobody accepts yet, has to be made again, because it is in another clone or nowhere. */
  isLost?(rotation: KeyRotation): Promise<boolean>;
}

/** What only some rotations are told. */
export interface KeyOptions {
  /** The file of a key that was made elsewhere. */
  keyFile?: string;
}
