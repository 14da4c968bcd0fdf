import { expect, it } from 'vitest';
import { preferredPrefix } from '../../../src/read/containers/namespaces.ts';

// An XMP packet may bind a prefix to any text, and every object has a `constructor`: a function in the place of a prefix ends the walk.
it('knows no prefix of a namespace that only objects know', () => {
  for (const uri of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) expect(preferredPrefix(uri)).toBeUndefined();
  expect(preferredPrefix('https://ns.adobe.com/xap/1.0')).toBe('xmp');
});
