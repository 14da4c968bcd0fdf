import { describe, expect, it } from 'vitest';
import { actionsOf } from '../../src/read/c2pa-assertions.ts';

const composite = 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia';

describe('actions of an assertion', () => {
  it('take what a template says of their kind, and their own fields first', () => {
    const data = {
      actions: [
        { action: 'c2pa.created', softwareAgent: { name: 'Camera' } },
        { action: 'c2pa.edited', digitalSourceType: 'own' },
        { action: 'c2pa.edited' },
      ],
      templates: [
        { action: 'c2pa.edited', digitalSourceType: composite, softwareAgent: 'Firefly' },
        { action: '*', softwareAgent: 'Everyone' },
      ],
    };
    expect(actionsOf({ label: 'c2pa.actions.v2', data })).toEqual([
      { action: 'c2pa.created', softwareAgent: 'Camera' },
      { action: 'c2pa.edited', digitalSourceType: 'own', softwareAgent: 'Firefly' },
      { action: 'c2pa.edited', digitalSourceType: composite, softwareAgent: 'Firefly' },
    ]);
  });

  it('name their agent by index into the list of agents', () => {
    const data = {
      actions: [{ action: 'c2pa.created', softwareAgentIndex: 1 }],
      softwareAgents: [{ name: 'A' }, { name: 'B', version: '2' }],
    };
    expect(actionsOf({ label: 'c2pa.actions.v2__1', data })).toEqual([{ action: 'c2pa.created', softwareAgent: 'B 2' }]);
  });

  it('are none where strangers wrote something else', () => {
    expect(actionsOf({ label: 'c2pa.actions', data: { actions: [null, 7, { action: 3 }, []], templates: 'x' } })).toEqual([
      { action: '3' },
    ]);
    expect(actionsOf({ label: 'c2pa.actions', data: null })).toEqual([]);
  });
});
