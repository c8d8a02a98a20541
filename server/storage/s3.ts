import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import type { BlobStorage } from "../../app/files/storage.server";

/** An S3-compatible server, from the configuration. */
export interface S3Settings {
  endpoint: string;
  bucket: string;
  accessKey: string;
  secretKey: string;
  region: string;
}

/**
 * Blobs on an S3-compatible server, by their SHA-256, streamed both ways. The package is optional: it is loaded only where
 * the configuration asks for it.
 */
export async function s3Storage(settings: S3Settings): Promise<BlobStorage> {
  const { S3Client, PutObjectCommand, GetObjectCommand, HeadObjectCommand, DeleteObjectCommand } =
    await import("@aws-sdk/client-s3");
  const client = new S3Client({
    endpoint: settings.endpoint,
    region: settings.region,
    forcePathStyle: true,
    // Other servers than Amazon's do not know the checksums that the client would add.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    credentials: { accessKeyId: settings.accessKey, secretAccessKey: settings.secretKey },
  });
  const at = (sha256: string) => ({
    Bucket: settings.bucket,
    Key: `${sha256.slice(0, 2)}/${sha256.slice(2)}`,
  });
  const size = async (sha256: string): Promise<number | null> => {
    const head = await orAbsent(client.send(new HeadObjectCommand(at(sha256))));
    return head ? (head.ContentLength ?? 0) : null;
  };
  return {
    async put(sha256, path) {
      const { size: length } = await stat(path);
      if ((await size(sha256)) !== length) {
        const Body = createReadStream(path);
        await client.send(new PutObjectCommand({ ...at(sha256), Body, ContentLength: length }));
      }
    },
    has: async (sha256) => (await size(sha256)) !== null,
    size,
    async read(sha256, range) {
      const Range = range && `bytes=${range.start}-${range.end}`;
      const found = await orAbsent(client.send(new GetObjectCommand({ ...at(sha256), Range })));
      return found ? (found.Body as Readable) : null;
    },
    async remove(sha256) {
      await client.send(new DeleteObjectCommand(at(sha256)));
    },
  };
}

async function orAbsent<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked;
  } catch (error) {
    const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
    if (name === "NoSuchKey" || name === "NotFound" || $metadata?.httpStatusCode === 404) return null;
    throw error;
  }
}
