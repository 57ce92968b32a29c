import type { Check, Column, Dataset as Declaration } from '../server/datasets/dataset.ts'
import { datasets } from '../server/datasets/datasets.ts'
import { builder } from './builder.ts'
import { DatasetKindEnum } from './dataset-kind.ts'

const ColumnTypeEnum = builder.enumType('ColumnType', {
  description: 'What the cells of a column hold.',
  values: {
    text: { value: 'text', description: 'Any text.' },
    email: { value: 'email', description: 'An e-mail address.' },
    phone: { value: 'phone', description: 'A phone number, with or without a plus sign.' },
    client: { value: 'client', description: 'A client, by name or external id.' },
    money: { value: 'money', description: 'An amount of money, with or without symbol and thousands separators.' },
    hours: { value: 'hours', description: 'Hours as a decimal (1.5) or as 1:30.' },
    count: { value: 'count', description: 'A whole number.' },
    decimal: { value: 'decimal', description: 'A decimal number, kept exactly.' },
    currency: { value: 'currency', description: 'An ISO 4217 code.' },
    date: { value: 'date', description: 'A calendar day.' },
    month: { value: 'month', description: 'A calendar month, YYYY-MM.' },
    boolean: { value: 'boolean', description: 'Yes or no, in many spellings.' },
    choice: { value: 'choice', description: 'One of a few words.' },
    lines: { value: 'lines', description: 'The lines of an invoice, as a JSON array.' },
  },
})

const DatasetColumn = builder.objectRef<Column>('DatasetColumn').implement({
  description: 'A column that a sheet of this dataset may have.',
  fields: t => ({
    name: t.exposeString('name', { description: 'Its name in mappings and templates.' }),
    title: t.exposeString('title', { description: 'Its name for people.' }),
    description: t.exposeString('description', { description: 'What it holds, with its unit.' }),
    type: t.field({ type: ColumnTypeEnum, description: 'What its cells hold.', resolve: column => column.type.kind }),
    required: t.boolean({
      description: 'Whether the sheet must have the column.',
      resolve: column => column.required !== undefined,
    }),
    blankAllowed: t.boolean({
      description: 'Whether cells may be blank.',
      resolve: column => column.required !== true,
    }),
    blankMeans: t.string({
      nullable: true,
      description: 'What a blank cell stands for; null: it is unknown.',
      resolve: ({ blank, type }) =>
        blank === undefined || blank === null ? null : String(type.kind === 'hours' ? Number(blank) / 100 : blank),
    }),
    example: t.exposeString('example', { description: 'A cell as it may look; may be empty.' }),
    aliases: t.exposeStringList('aliases', {
      description: 'Other headings that mean this column. Case, spaces and punctuation do not matter.',
    }),
    choices: t.stringList({
      nullable: true,
      description: 'The words allowed, for columns that hold one of a few.',
      resolve: ({ type }) => (type.kind === 'choice' ? type.values : null),
    }),
    scope: t.string({
      description: 'What a reader must be allowed to see it, e.g. "cost:read".',
      resolve: column => column.scope ?? 'data:read',
    }),
  }),
})

const DatasetCheck = builder.objectRef<Check>('DatasetCheck').implement({
  description: 'A check of each row of a dataset.',
  fields: t => ({
    code: t.exposeString('code', { description: 'Stands in the issues it raises.' }),
    description: t.exposeString('description', { description: 'What must hold.' }),
    rejects: t.boolean({
      description: 'Whether a row that fails it is rejected; otherwise it is kept with a warning.',
      resolve: check => check.severity === 'ERROR',
    }),
  }),
})

const Dataset = builder.objectRef<Declaration>('Dataset').implement({
  description: 'A kind of sheet: its columns, how its rows are told apart, what is checked.',
  fields: t => ({
    kind: t.expose('kind', { type: DatasetKindEnum, description: 'Which dataset it is.' }),
    name: t.exposeString('name', { description: 'Its name in addresses and commands, e.g. time_logs.' }),
    title: t.exposeString('title', { description: 'Its name for people.' }),
    description: t.exposeString('description', { description: 'What it holds.' }),
    columns: t.field({ type: [DatasetColumn], description: 'Its columns.', resolve: dataset => dataset.columns }),
    naturalKey: t.field({
      type: t.listRef(t.listRef('String')),
      description:
        'What makes two rows the same row: the first of these lists of columns that a row has complete. "content" is the whole row.',
      resolve: dataset => dataset.naturalKey.map(columns => [...columns]),
    }),
    periodColumn: t.exposeString('periodColumn', {
      nullable: true,
      description: 'The column that places a row in a period; null: rows have none, REPLACE_PERIOD is not possible.',
    }),
    keepsUnmapped: t.exposeBoolean('keepsUnmapped', {
      description: 'Whether columns that match nothing are kept with the row instead of only being reported.',
    }),
    checks: t.field({
      type: [DatasetCheck],
      description: 'What is checked in each row.',
      resolve: dataset => dataset.checks,
    }),
    templateCsv: t.string({
      description: 'Address of a sheet with the headings and an example row, as CSV.',
      resolve: dataset => `/templates/${dataset.name}.csv`,
    }),
    templateXlsx: t.string({
      description: 'Address of the same as a workbook.',
      resolve: dataset => `/templates/${dataset.name}.xlsx`,
    }),
  }),
})

builder.queryField('datasets', t =>
  t.field({
    type: [Dataset],
    description: 'Every kind of sheet that can be uploaded, in the order a new installation is best filled.',
    authScopes: { scopes: ['data:read'] },
    resolve: () => datasets,
  }),
)
