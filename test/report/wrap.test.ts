import { describe, expect, it } from 'vitest';
import { printable } from '../../src/report/printable.ts';
import { columns, wrap } from '../../src/report/wrap.ts';

describe('lines for a terminal', () => {
  it('break at spaces, hang under their first line, and cut only words that are too long', () => {
    expect(wrap('one two three', 10, '- ')).toEqual(['- one two', '  three']);
    expect(wrap('abcdefghijklmnopqrstuvwxyz', 12, '  ')).toEqual(['  abcdefghij', '  klmnopqrst', '  uvwxyz']);
  });

  it('lose no character but spaces', () => {
    const text = 'stills/very/long/path/that/does/not/fit.jpg and 日本語のファイル名 beside it';
    expect(wrap(text, 14).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  });

  it('count East Asian letters as two columns and accents as none', () => {
    expect(columns('日本')).toBe(4);
    expect(columns('e\u0301')).toBe(1);
  });

  it('show invisible characters instead of passing them on', () => {
    expect(printable('a\u001b[2J\u200bb\u{e0041}')).toBe('a\\x1b[2J\\u200bb\\u{e0041}');
    expect(printable('Müller 日本 👩‍🚀')).toBe('Müller 日本 👩‍🚀');
  });
});
