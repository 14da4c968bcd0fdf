/** Why a worker ends though there is work: each has its sentence in `messages/`. */
export class Unfit extends Error {
  readonly code: 'other-code' | 'other-engines' | 'other-files' | 'no-results';
  readonly params: Readonly<Record<string, string | number>>;
  constructor(code: Unfit['code'], params: Unfit['params']) {
    super(`${code}: ${Object.values(params).join(', ')}`);
    this.code = code;
    this.params = params;
  }
}
