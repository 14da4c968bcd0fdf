import { decisionsScript } from './script/decisions.ts';
import { keysScript } from './script/keys.ts';
import { listsScript } from './script/lists.ts';
import { paperScript } from './script/paper.ts';
import { readingScript } from './script/reading.ts';
import { waiversScript } from './script/waivers.ts';

/**
 * The script of the page, in parts that share one scope: it turns pages, filters, keeps decisions, prints. It holds no words:
 * those come with the data. Without it the page shows its first findings and assets.
 */
export const script = `
'use strict';
(() => {
${[readingScript, waiversScript, decisionsScript, listsScript, paperScript, keysScript].join('')}
})();
`;
