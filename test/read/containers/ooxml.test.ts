import { describe, expect, test } from 'vitest';
import { walkOoxml } from '../../../src/read/containers/ooxml.ts';
import { be32, bytesOf, saidBy, walkBytes } from './bytes-of.ts';
import { zip } from './zip-of.ts';

const label = '{"Label":"1","ContentProducer":"x"}';
const custom = (inner: string): string =>
  `<?xml version="1.0"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">${inner}</Properties>`;
const property = (name: string, value: string): string =>
  `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="${name}"><vt:lpwstr>${value}</vt:lpwstr></property>`;
const types = { '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w:document/>' };
const whole = zip({
  ...types,
  'docProps/app.xml': '<Properties><Application>Microsoft Office Word</Application></Properties>',
  'docProps/custom.xml': custom(property('AIGC', label.replaceAll('"', '&quot;')) + property('Reviewed', 'yes')),
});

describe('Office documents', () => {
  test('tell their properties, and the label among the custom ones, with the packed bytes', () => {
    const walk = walkBytes(walkOoxml, whole);
    expect(walk.problems).toEqual([]);
    expect(saidBy(walk)).toEqual(['ooxml:Application=Microsoft Office Word', `ooxml:AIGC=${label}`, 'ooxml:Reviewed=yes']);
    const at = walk.facts[1]?.at;
    expect(whole.subarray((at?.offset ?? 0) - 'docProps/custom.xml'.length, at?.offset).toString()).toBe('docProps/custom.xml');
    expect(walk.about).toEqual({ software: 'Microsoft Office Word' });
  });

  test('show where a C2PA store lies', () => {
    const jumd = bytesOf(be32(30), 'jumdc2pa\0\x11\0\x10\x80\0\0\xaa\0\x38\x9b\x71\x03c2pa\0');
    const store = bytesOf(be32(8 + jumd.length), 'jumb', jumd);
    const file = zip({ ...types, 'META-INF/content_credential.c2pa': store });
    const walk = walkBytes(walkOoxml, file);
    expect(walk.problems).toEqual([]);
    expect(walk.c2paStores).toEqual([{ offset: file.indexOf(store), length: store.length }]);
    expect(saidBy(walk)).toEqual(['zip:entry=META-INF/content_credential.c2pa']);
  });

  test('are never complete when they end early, are another ZIP, or none', () => {
    for (let end = 0; end < whole.length; end += 5) {
      const walk = walkBytes(walkOoxml, whole.subarray(0, end));
      expect([end, walk.complete, walk.problems.length > 0]).toEqual([end, false, true]);
    }
    expect(walkBytes(walkOoxml, zip({ 'a.txt': 'x' })).complete).toBe(false);
    expect(walkBytes(walkOoxml, zip({ ...types, 'docProps/custom.xml': '<Properties><property name="AIGC">' })).complete).toBe(
      false,
    );
  });

  test('end in a problem, soon, where properties are hostile', () => {
    for (const hostile of ['<property>'.repeat(200_000), '<'.repeat(1_000_000), ' '.repeat(20_000_000)]) {
      expect(walkBytes(walkOoxml, zip({ ...types, 'docProps/custom.xml': `<P>${hostile}` })).complete).toBe(false);
    }
  }, 20_000);

  test('do not throw with any byte damaged', () => {
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ (at % 255 || 1);
      expect(() => walkBytes(walkOoxml, damaged)).not.toThrow();
    }
  });
});
