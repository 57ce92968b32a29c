import type { RowChange as Change } from '../server/snapshots/import-outcome.ts'
import { builder, maskedBy } from './builder.ts'
import { cellScopes } from './row-issue.ts'

const RowChangeKind = builder.enumType('RowChangeKind', {
  description: 'What became of a row between two versions.',
  values: {
    ADDED: { description: 'It is new.' },
    CHANGED: { description: 'It says something else.' },
    REMOVED: { description: 'It is not there any more.' },
  } as const,
})

export const RowChange = builder.objectRef<Change>('RowChange').implement({
  description: 'A row before and after.',
  fields: t => ({
    kind: t.expose('kind', { type: RowChangeKind, description: 'Added, changed or removed.' }),
    key: t.exposeString('key', {
      ...maskedBy(...cellScopes),
      description: 'What tells the row apart from others, for people.',
    }),
    row: t.exposeInt('row', { description: 'Its row in the new sheet; of a removed row, in the old one.' }),
    before: t.expose('before', {
      ...maskedBy(...cellScopes),
      type: 'JSONObject',
      description: 'Its values before, as text by column; null for added rows.',
    }),
    after: t.expose('after', {
      ...maskedBy(...cellScopes),
      type: 'JSONObject',
      description: 'Its values after, as text by column; null for removed rows.',
    }),
    columns: t.exposeStringList('columns', { description: 'Columns that differ, for changed rows.' }),
  }),
})
