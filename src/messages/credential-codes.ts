import { isLookUp } from '../model/index.ts';

/** Failure codes that speak of the signer's certificate and time stamp alone; hash and signature hold. */
const certificateCode =
  /^(signingCredential\.(expired|untrusted)|timeStamp\.(untrusted|outsideValidity|malformed|mismatch)|timeOfSigning\..*)$/;

/** The codes of a list joined by `, ` that speak of the credential itself, and not of a look-up that was not made. */
export const failing = (codes: string): string[] => codes.split(', ').filter((code) => !isLookUp(code));

/** True where nothing but certificate and time stamp failed: nothing says that the file was changed. */
export function isCertificateOnly(codes: string): boolean {
  const left = failing(codes);
  return left.length > 0 && left.every((code) => certificateCode.test(code));
}
