import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { TrustList } from '../../model/index.ts';

/** Certificates that a run trusts, in the two forms that the engine takes. */
export interface TrustMaterial {
  /** CA certificates, PEM. */
  readonly anchors: string;
  /** Signer certificates that are trusted by themselves, PEM. */
  readonly allowed: string;
  readonly lists: readonly TrustList[];
}

/**
 * Extended key usages that a signer may have. The C2PA specification (2.2, section 14.4.1) leaves the list to the validator;
 * these are those of the interim trust list (its store.cfg) plus claim signing of the official one, since files of 2023-25
 * are signed for document signing or e-mail protection.
 */
export const signerUsages = [
  '1.3.6.1.5.5.7.3.4', // id-kp-emailProtection
  '1.3.6.1.5.5.7.3.36', // id-kp-documentSigning
  '1.3.6.1.5.5.7.3.8', // id-kp-timeStamping
  '1.3.6.1.5.5.7.3.9', // id-kp-OCSPSigning
  '1.3.6.1.4.1.311.76.59.1.9', // Microsoft C2PA signing
  '1.3.6.1.4.1.62558.2.1', // c2pa-kp-claimSigning
] as const;

const pemBlock = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** Thrown for a trust list that cannot be used: why, and what the operating system says of a file that it does not open. */
export class UnusableTrustList extends Error {
  readonly reason: 'unreadable' | 'empty' | 'broken';
  readonly params: Readonly<Record<string, string>>;
  constructor(reason: 'unreadable' | 'empty' | 'broken', file: string, detail = '') {
    super(`${file}: ${[reason, detail].filter(Boolean).join(', ')}`);
    this.reason = reason;
    this.params = { reason, file, detail };
  }
}

/**
 * Reads trust lists: CA certificates become anchors, all others allowed signers.
 * @throws UnusableTrustList where a file cannot be read or holds no certificate
 */
export function readTrust(files: readonly string[]): TrustMaterial {
  const anchors: string[] = [];
  const allowed: string[] = [];
  const lists = files.map((file): TrustList => {
    const text = readTrustFile(file);
    const blocks = text.match(pemBlock) ?? [];
    const cas = blocks.filter((block) => isCa(block, file));
    const others = blocks.filter((block) => !cas.includes(block));
    if (blocks.length === 0) throw new UnusableTrustList('empty', file);
    anchors.push(...cas);
    allowed.push(...others);
    return { file, anchors: cas.length, allowed: others.length, sha256: createHash('sha256').update(text).digest('hex') };
  });
  return { anchors: anchors.join('\n'), allowed: allowed.join('\n'), lists };
}

function readTrustFile(file: string): string {
  try {
    if (!statSync(file).isFile()) throw Object.assign(new Error('not a regular file'), { code: 'EISDIR' });
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UnusableTrustList('unreadable', file, (error as NodeJS.ErrnoException).code ?? (error as Error).message);
  }
}

function isCa(pem: string, file: string): boolean {
  try {
    return new X509Certificate(pem).ca;
  } catch {
    throw new UnusableTrustList('broken', file);
  }
}

/** The engine's settings: no network whatever a manifest says, trust checked against the given lists only. */
export function contextOf(trust: TrustMaterial): string {
  return JSON.stringify({
    verify: { remote_manifest_fetch: false, ocsp_fetch: false, verify_trust: true },
    trust: {
      ...(trust.anchors === '' ? {} : { trust_anchors: trust.anchors }),
      ...(trust.allowed === '' ? {} : { allowed_list: trust.allowed }),
      trust_config: signerUsages.join('\n'),
    },
  });
}
