import { openS3, type S3, type S3Settings } from '../tools/s3.ts';
import { encodedBytes } from './local.ts';
import { type ListedObject, RemoteError, type RemoteStorage } from './remote.ts';

/** Buckets of S3 and of what speaks as it does. */
export async function openBuckets(settings: S3Settings): Promise<RemoteStorage> {
  const s3 = await openS3(settings);
  return {
    list: (place) => listed(s3, place),
    namesAt: async (place, start) => {
      const { bucket, key } = bucketAndKey(place);
      const prefix = key === '' ? '' : `${key.replace(/\/$/, '')}/`;
      const names: string[] = [];
      const pages = s3.list(bucket, `${prefix}${start}`, true)[Symbol.asyncIterator]();
      for (let page = await told(pages.next()); page.done !== true; page = await told(pages.next()))
        names.push(...page.value.map(({ key: own }) => own.slice(prefix.length)));
      return names;
    },
    get: (uri, from, to, tag) => {
      const of = bucketAndKey(uri);
      return told(s3.get({ ...of, from, ...(to === undefined ? {} : { to }), ...(tag === undefined ? {} : { tag }) }));
    },
    put: (uri, body, length) => {
      const { bucket, key } = bucketAndKey(uri);
      return told(s3.put(bucket, key, body, length));
    },
    remove: (uri) => {
      const { bucket, key } = bucketAndKey(uri);
      return told(s3.remove(bucket, key));
    },
    close: () => s3.close(),
  };
}

/**
 * What lies below a place: `s3://bucket`, or `s3://bucket/reels`, whose objects begin with `reels/`; else the one object of that
 * very name.
 */
async function* listed(s3: S3, place: string): AsyncIterable<readonly ListedObject[]> {
  const { bucket, key } = bucketAndKey(place);
  const prefix = key === '' || key.endsWith('/') ? key : `${key}/`;
  let isEmpty = true;
  const pages = s3.list(bucket, prefix)[Symbol.asyncIterator]();
  for (;;) {
    const page = await told(pages.next());
    if (page.done === true) break;
    // A key that ends so is the mark of a folder, as consoles leave it.
    const objects = page.value.filter(({ key: own, size }) => size > 0 || !own.endsWith('/'));
    if (page.value.length > 0) isEmpty = false;
    yield objects.map(({ key: own, size, modified, tag }) => ({
      uri: uriOfKey(bucket, own),
      name: own.slice(prefix.length),
      size,
      modified,
      tag,
    }));
  }
  if (key === '' || key.endsWith('/')) return;
  const one = await told(s3.head(bucket, key)).catch((error: RemoteError) => {
    // Where other objects lie below its name, mostly nothing has the name itself.
    if (isEmpty) throw error;
    return null;
  });
  if (one !== null) yield [{ uri: uriOfKey(bucket, key), name: '', ...one }];
}

/** The address of an object, as `bucketAndKey` reads it. */
function uriOfKey(bucket: string, key: string): string {
  return `s3://${bucket}/${encodedBytes(Buffer.from(key))}`;
}

/** The bucket and the key of an address: as a person writes it, or percent-encoded as `uriOfKey` does. */
function bucketAndKey(uri: string): { readonly bucket: string; readonly key: string } {
  const [, bucket = '', encoded = ''] = /^s3:\/\/([^/]*)\/?([\s\S]*)$/i.exec(uri) ?? [];
  return { bucket, key: decoded(encoded) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The service's own words as a `RemoteError`. */
async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw remoteError(error);
  }
}

/** The SDK has tried again by then as often as makes sense. */
function remoteError(error: unknown): RemoteError {
  const { name, code, message, $metadata } = error as Error & { code?: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  const said = code ?? (name === 'Error' ? undefined : name) ?? 'UnknownError';
  if (status === 412) return new RemoteError('ECHANGED', message, false);
  // A HEAD has no body, and so no code.
  const word = said === 'UnknownError' && status !== undefined ? `HTTP ${status}` : said;
  return new RemoteError(word, message, false);
}
