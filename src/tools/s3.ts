import type { Readable } from 'node:stream';
import type { GetObjectCommandInput, S3Client } from '@aws-sdk/client-s3';

/** How an S3-compatible service is reached; what is absent, the SDK looks up as every AWS tool does (environment, profile, role). */
export interface S3Settings {
  /** Address of MinIO, Ceph, R2, Backblaze and others: `https://s3.example.org:9000`. */
  readonly endpoint?: string;
  readonly region?: string;
  /** The bucket stands in the path, not in the name of the host. */
  readonly pathStyle?: boolean;
}

/** An object as a listing tells it. */
export interface S3Object {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  readonly tag: string;
}

/** What of an object is asked for. */
export interface S3Ask {
  readonly bucket: string;
  readonly key: string;
  readonly from: number;
  /** The last byte, counted from 0; absent: the end. */
  readonly to?: number;
  /** Only of the object with this ETag. */
  readonly tag?: string;
}

/** What came of it. */
export interface S3Body {
  readonly body: Readable;
  /** Bytes of the whole object. */
  readonly size: number;
  readonly tag: string;
}

/** Objects of an S3-compatible service. All throw the service's error, whose `name` is its code: `NoSuchKey`, `AccessDenied`. */
export interface S3 {
  /**
   * Pages of at most 1,000 objects, in the order of their keys by UTF-8 bytes.
   * @param isFlat only those without a further `/`
   */
  list(bucket: string, prefix: string, isFlat?: boolean): AsyncIterable<readonly S3Object[]>;
  get(ask: S3Ask): Promise<S3Body>;
  /** Bytes of the whole object, and its ETag. */
  head(bucket: string, key: string): Promise<{ readonly size: number; readonly tag: string; readonly modified: number }>;
  put(bucket: string, key: string, body: Uint8Array | Readable, length: number): Promise<void>;
  /** Nothing where there is none. */
  remove(bucket: string, key: string): Promise<void>;
  close(): void;
}

/** Milliseconds that a connection, and silence on it, may take; the SDK then tries again. */
const patience = { connectionTimeout: 10_000, socketTimeout: 30_000, requestTimeout: 60_000, throwOnRequestTimeout: true };

/**
 * Times that a request is made. In the mode `adaptive` the SDK waits longer after each failure, and where the service says that it
 * is asked too much, sends fewer requests from then on.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
const attempts = 8;

/** Connections at a time. */
const connections = 64;

/** Opens a client; nothing is asked yet. The SDK is loaded here: scans of folders do without it. */
export async function openS3({ endpoint, region, pathStyle }: S3Settings): Promise<S3> {
  // It says of each thread that releases of next year need a newer Node; this one is pinned, and nobody who scans can act on it.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const sdk = await import('@aws-sdk/client-s3');
  const client = new sdk.S3Client({
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(await regionOf(region, endpoint)),
    ...(pathStyle === undefined ? {} : { forcePathStyle: pathStyle }),
    maxAttempts: attempts,
    retryMode: 'adaptive',
    // Services that are not AWS refuse checksums that they do not know, and of ranges there are none.
    // https://docs.aws.amazon.com/sdkref/latest/guide/feature-dataintegrity.html
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { ...patience, httpAgent: { maxSockets: connections }, httpsAgent: { maxSockets: connections } },
  });
  return clientOf(client, sdk);
}

/** Services with an address of their own mostly have no region, which the SDK asks for all the same. */
async function regionOf(region: string | undefined, endpoint: string | undefined): Promise<{ region?: string }> {
  if (region !== undefined) return { region };
  const isElsewhere = endpoint !== undefined || process.env.AWS_ENDPOINT_URL_S3 !== undefined || process.env.AWS_ENDPOINT_URL;
  const isKnown = process.env.AWS_REGION !== undefined || process.env.AWS_DEFAULT_REGION !== undefined;
  return isElsewhere && !isKnown ? { region: 'us-east-1' } : {};
}

function clientOf(client: S3Client, sdk: typeof import('@aws-sdk/client-s3')): S3 {
  return {
    list: async function* (bucket, prefix, isFlat = false) {
      const asked = { Bucket: bucket, Prefix: prefix, ...(isFlat ? { Delimiter: '/' } : {}) };
      for await (const page of sdk.paginateListObjectsV2({ client }, asked)) {
        yield (page.Contents ?? []).map(({ Key = '', Size = 0, LastModified, ETag = '' }) => ({
          key: Key,
          size: Size,
          modified: LastModified?.getTime() ?? 0,
          tag: ETag,
        }));
      }
    },
    get: async (ask) => {
      const answer = await client.send(new sdk.GetObjectCommand(inputOf(ask)));
      const { Body, ContentRange, ContentLength = 0, ETag = '' } = answer;
      // `bytes 0-65535/1234567`; a service that gives no ranges answers with the whole.
      const [, start, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(ContentRange ?? '') ?? [];
      if (total === undefined ? ask.from > 0 : Number(start) !== ask.from) {
        (Body as Readable).destroy();
        throw Object.assign(new Error('the service gives no ranges'), { name: 'NoRanges' });
      }
      return { body: Body as Readable, size: total === undefined ? ContentLength : Number(total), tag: ETag };
    },
    head: async (bucket, key) => {
      const {
        ContentLength = 0,
        ETag = '',
        LastModified,
      } = await client.send(new sdk.HeadObjectCommand({ Bucket: bucket, Key: key }));
      return { size: ContentLength, tag: ETag, modified: LastModified?.getTime() ?? 0 };
    },
    put: async (bucket, key, body, length) => {
      await client.send(new sdk.PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentLength: length }));
    },
    remove: async (bucket, key) => {
      await client.send(new sdk.DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
    close: () => client.destroy(),
  };
}

function inputOf({ bucket, key, from, to, tag }: S3Ask): GetObjectCommandInput {
  const range = from === 0 && to === undefined ? {} : { Range: `bytes=${from}-${to ?? ''}` };
  return { Bucket: bucket, Key: key, ...range, ...(tag === undefined || tag === '' ? {} : { IfMatch: tag }) };
}
