import { describe, expect, it } from 'vitest';
import { toolLabel, vendorBeside, versionedName } from '../../src/report/declared-tools.ts';

// Declarations are filled in by people: the vendor often stands in the name as well, and reports must not stutter.
describe('the name of a declared tool', () => {
  it('says each of vendor, name and version once', () => {
    expect(toolLabel({ vendor: 'Adobe', name: 'Firefly', version: '5' })).toBe('Adobe Firefly 5');
    expect(toolLabel({ vendor: 'Midjourney', name: 'Midjourney', version: '7' })).toBe('Midjourney 7');
    expect(toolLabel({ vendor: 'adobe', name: 'Adobe Firefly' })).toBe('Adobe Firefly');
    expect(toolLabel({ vendor: 'Midjourney', name: 'Midjourney 7', version: '7' })).toBe('Midjourney 7');
    expect(toolLabel({ vendor: '', name: 'Suno', version: '' })).toBe('Suno');
  });

  it('takes no part of a word for the vendor or the version', () => {
    expect(vendorBeside({ vendor: 'Run', name: 'Runway' })).toBe('Run');
    expect(versionedName({ name: 'Imagen4', version: '4' })).toBe('Imagen4 4');
  });
});
