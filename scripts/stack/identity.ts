// What makes a stack itself: keys and secrets. With a data folder they survive a restart.

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { exportPKCS8, exportSPKI, generateKeyPair } from "jose";
import { z } from "zod";
import { randomHex } from "../runtime.ts";
import { StackError, systemCode } from "./errors.ts";
import { createKeys } from "./keys.ts";

const identitySchema = z.object({
  keys: z.object({ publishable: z.string(), secret: z.string(), jwtSecret: z.string() }),
  notifySecret: z.string(),
  apns: z.object({ keyId: z.string(), teamId: z.string(), privateKey: z.string(), publicKey: z.string() }),
  telegram: z.object({ token: z.string(), chatId: z.string() }),
});

/** Keys and secrets of one stack. */
export type Identity = z.infer<typeof identitySchema>;

/**
 * The identity of the stack whose data is in `dataDir`; a new one when there is none yet, or no folder is given.
 * Raises `data_folder_unusable`, also for a folder that holds something else.
 */
export async function loadIdentity(dataDir: string | undefined): Promise<Identity> {
  if (dataDir === undefined) return await createIdentity();
  const path = `${dataDir}/identity.json`;
  try {
    await mkdir(dataDir, { recursive: true });
    if ((await readdir(dataDir)).length > 0) return readIdentity(await readFile(path, "utf8"));
    const identity = await createIdentity();
    await writeFile(path, JSON.stringify(identity, null, 2), { mode: 0o600 });
    return identity;
  } catch (error) {
    const hint =
      "Give --data an empty or new folder that you can write, or one that a stack has used before.";
    throw new StackError("data_folder_unusable", `${dataDir} ${reasonOf(error)}.`, hint, { cause: error });
  }
}

function readIdentity(text: string): Identity {
  try {
    return identitySchema.parse(JSON.parse(text));
  } catch {
    throw new Error("identity.json is not what a stack wrote");
  }
}

function reasonOf(error: unknown): string {
  switch (systemCode(error)) {
    case "EEXIST":
    case "ENOTDIR":
      return "is not a folder";
    case "EACCES":
    case "EROFS":
    case "EPERM":
      return "cannot be written";
    case "ENOENT":
      return "is not empty and holds no stack";
    default:
      return "cannot be used";
  }
}

async function createIdentity(): Promise<Identity> {
  const pair = await generateKeyPair("ES256", { extractable: true });
  const [privateKey, publicKey] = await Promise.all([
    exportPKCS8(pair.privateKey),
    exportSPKI(pair.publicKey),
  ]);
  return {
    keys: createKeys(randomHex),
    notifySecret: randomHex(24),
    apns: {
      keyId: randomHex(5).toUpperCase(),
      teamId: randomHex(5).toUpperCase(),
      privateKey,
      publicKey,
    },
    telegram: {
      token: `${1_000_000_000 + Number.parseInt(randomHex(3), 16)}:${randomHex(17)}`,
      chatId: "-1001000000001",
    },
  };
}
