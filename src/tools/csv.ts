import { stringify } from 'csv-stringify/sync';

/**
 * Rows as CSV (RFC 4180) that Excel opens as it is: UTF-8 with a byte order mark, CRLF. A cell that begins with `=`, `+`, `-`,
 * `@`, a tab or a carriage return would be run as a formula and gets an apostrophe in front
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    // The library quotes CRLF alone; most readers take a bare line feed for the end of a record as well.
    { bom: true, record_delimiter: 'windows', escape_formulas: true, quoted_match: /[\r\n]/ },
  );
}
