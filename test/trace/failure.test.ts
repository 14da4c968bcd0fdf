import { expect, test } from 'vitest';
import { failureIn } from '../../src/trace/failure.ts';

test('what a decoder says reaches the report without the folders of this machine', () => {
  const error = new Error('/home/anna/Project X/secret/IMG_1.heic: bad seek to 4; /tmp/trueslate-a/asset: no');
  const said = failureIn(error, '/deliveries/film/stills/IMG_1.heic');
  expect(said).not.toMatch(/secret|tmp|deliveries/);
  expect(said).toContain('IMG_1.heic');
});

test('a decoder that says a lot is cut short', () => {
  expect(failureIn('x'.repeat(5000), 'a.jpg')).toHaveLength(300);
});
