import { waiverAnswers } from '../model/index.ts';
import type { Fields } from '../written/field-types.ts';

/** The one value of `schema` that this version reads and writes. */
export const waiversSchemaName = 'trueslate.waivers/1';

const text = { type: 'text', required: true } as const;
const date = { type: 'date', required: true } as const;

/** Every field of a waiver file, once. */
export const waiverFields = {
  schema: { type: 'choice', values: [waiversSchemaName], required: true },
  waivers: {
    type: 'list',
    of: {
      type: 'map',
      fields: {
        finding: { ...text, about: 'Id of the finding, 16 hexadecimal digits, as every report shows it.', otherNames: ['id'] },
        answer: {
          type: 'choice',
          values: waiverAnswers,
          required: true,
          about: 'fix leaves the finding open; the others close it.',
          otherNames: ['verdict', 'status'],
        },
        reason: { ...text, about: 'Why, in words that another person understands.' },
        by: { ...text, about: 'Who answers for it.', otherNames: ['name'] },
        date: { ...date, about: 'When it was answered.', otherNames: ['at', 'signed'] },
        expires: { type: 'date', about: 'Last day on which it holds.', otherNames: ['until'] },
        use: { type: 'text', about: 'For the answer declared: id of the use that covers it.' },
      },
    },
  },
  exclusions: {
    type: 'list',
    about: 'Assets that are not judged against the declaration; they stay in every report.',
    of: {
      type: 'map',
      fields: {
        path: { ...text, about: 'Path in the delivery, or a glob.', otherNames: ['pathGlob', 'glob'] },
        reason: text,
        by: { ...text, otherNames: ['name'] },
        date: { ...date, otherNames: ['at'] },
      },
    },
  },
} as const satisfies Fields;
