import type { MappedHeading as Heading } from '../server/snapshots/reading/sheet.ts'
import { builder } from './builder.ts'

const MappedBy = builder.enumType('MappedBy', {
  description: 'Why a heading was taken for a column.',
  values: {
    MAPPING: { description: 'A person said so, now or for an earlier sheet of this shape.' },
    NAME: { description: 'It is the column’s name or title.' },
    ALIAS: { description: 'It is one of the column’s other names.' },
    NONE: { description: 'It matches no column.' },
  } as const,
})

export const MappedHeading = builder.objectRef<Heading>('MappedHeading').implement({
  description: 'How one heading of the sheet was read.',
  fields: t => ({
    heading: t.exposeString('heading', { description: 'The heading as it stands in the sheet.' }),
    column: t.exposeString('column', { nullable: true, description: 'The column it was read as; null: none.' }),
    by: t.expose('by', { type: MappedBy, description: 'What made the match.' }),
  }),
})
