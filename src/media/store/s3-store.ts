/**
 * The store in a bucket of anything that speaks S3. An object is there when it is whole, as the protocol has it. The bucket
 * has to be private: nobody reads from it but this server.
 */
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { assertKey, type MediaStore, type S3Settings, storeTrouble } from './media-store';

const statusOf = (fault: unknown): number | undefined =>
  (fault as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
const isAbsent = (fault: unknown): boolean => statusOf(fault) === 404;

/** The client's own words may hold keys; what matters of them comes as a fault. */
const silence = (): void => undefined;
const SILENT = { trace: silence, debug: silence, info: silence, warn: silence, error: silence };

export class S3Store implements MediaStore {
  private readonly client: S3Client;

  constructor(private readonly settings: S3Settings) {
    const { endpoint, region, accessKey, secretKey } = settings;
    this.client = new S3Client({
      endpoint,
      region,
      credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
      // the bucket in the path: most servers beside Amazon's have no name for each bucket
      forcePathStyle: true,
      // and not all know the checksums that came later
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      maxAttempts: 3,
      logger: SILENT,
      requestHandler: { connectionTimeout: 3_000, socketTimeout: 20_000 },
    });
  }

  async put(key: string, bytes: number, content: AsyncIterable<Buffer>): Promise<void> {
    const at = this.at(key);
    const breaking = new AbortController();
    let fault: unknown;
    const body = Readable.from(
      counted(content, bytes, (thrown) => {
        fault = thrown;
        // the client would wait for the rest of the body, and the server too
        breaking.abort();
      }),
      { objectMode: false },
    );
    body.on('error', () => undefined);
    try {
      const put = new PutObjectCommand({ ...at, Body: body, ContentLength: bytes });
      await this.client.send(put, { abortSignal: breaking.signal });
    } catch (thrown) {
      // what the content itself could not be read for is no trouble of this store
      throw fault ?? storeTrouble(thrown);
    } finally {
      body.destroy();
    }
  }

  async read(key: string, from: number, bytes: number): Promise<Buffer | null> {
    const at = this.at(key);
    try {
      const range = `bytes=${from}-${from + bytes - 1}`;
      const { Body } = await this.client.send(new GetObjectCommand({ ...at, Range: range }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    } catch (fault) {
      if (isAbsent(fault)) return null;
      // S3 refuses a range behind the end; a file is simply over there
      if (statusOf(fault) === 416) return Buffer.alloc(0);
      throw storeTrouble(fault);
    }
  }

  async bytesOf(key: string): Promise<number | null> {
    const at = this.at(key);
    try {
      const { ContentLength } = await this.client.send(new HeadObjectCommand(at));
      return ContentLength ?? 0;
    } catch (fault) {
      if (isAbsent(fault)) return null;
      throw storeTrouble(fault);
    }
  }

  async remove(key: string): Promise<void> {
    const at = this.at(key);
    try {
      await this.client.send(new DeleteObjectCommand(at));
    } catch (fault) {
      if (!isAbsent(fault)) throw storeTrouble(fault);
    }
  }

  async removeAll(folder: string): Promise<void> {
    assertKey(folder);
    try {
      for (;;) {
        const listed = await this.client.send(
          new ListObjectsV2Command({ Bucket: this.settings.bucket, Prefix: folder }),
        );
        const keys = (listed.Contents ?? []).flatMap(({ Key }) => (Key ? [Key] : []));
        if (keys.length === 0) return;
        for (const key of keys) await this.remove(key);
      }
    } catch (fault) {
      throw storeTrouble(fault);
    }
  }

  private at(key: string): { Bucket: string; Key: string } {
    assertKey(key);
    return { Bucket: this.settings.bucket, Key: key };
  }
}

async function* counted(
  content: AsyncIterable<Buffer>,
  bytes: number,
  broke: (thrown: unknown) => void,
): AsyncGenerator<Buffer> {
  let sent = 0;
  try {
    for await (const chunk of content) {
      sent += chunk.length;
      if (sent > bytes) break;
      yield chunk;
    }
    if (sent !== bytes) throw new Error(`${sent} bytes came instead of ${bytes}.`);
  } catch (thrown) {
    broke(thrown);
    throw thrown;
  }
}
