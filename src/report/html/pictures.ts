import type { AssetKind } from '../../model/index.ts';
import type { Markup } from './markup.ts';
import { html, pictureUrl } from './markup.ts';

/** Every thumbnail of the page, each once: inside the page where it is shown at once, else in the list that the script reads. */
export class Pictures {
  readonly #numbers = new Map<string, number>();
  readonly #listed: string[] = [];

  /** An image element, or null where there is no picture. `now`: part of the page as it opens. A video's may be several frames wide. */
  show(thumbnail: string | null, alt: string, now: boolean, kind: AssetKind = 'image'): Markup | null {
    const url = pictureUrl(thumbnail);
    if (url === null) return null;
    const strip = kind === 'video' && html` class="strip"`;
    const known = this.#numbers.get(url);
    const number = known ?? this.#numbers.size;
    if (known === undefined) {
      this.#numbers.set(url, number);
      this.#listed.push(now ? '' : url);
      if (now) return html`<img src="${url}" data-picture="${number}"${strip} alt="${alt}">`;
    }
    return html`<img data-picture="${number}"${strip} alt="${alt}">`;
  }

  /** By number; empty for those that stand in the page. */
  get listed(): readonly string[] {
    return this.#listed;
  }
}
