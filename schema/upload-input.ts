import { z } from 'zod'
import { builder } from './builder.ts'
import { DatasetKindEnum } from './dataset-kind.ts'
import { PeriodInput } from './period-input.ts'

const UploadMode = builder.enumType('UploadMode', {
  description: 'What becomes of a sheet with bad rows.',
  values: {
    STRICT: { description: 'Any rejected row rejects the sheet; nothing is stored.' },
    LENIENT: { description: 'Good rows are stored, the rest is reported.' },
  } as const,
})

const UploadScope = builder.enumType('UploadScope', {
  description: 'What becomes of stored rows that the sheet does not have.',
  values: {
    UPSERT: { description: 'They stay; rows of the sheet are added or change those with the same natural key.' },
    REPLACE_PERIOD: { description: 'Those dated within the period are removed.' },
    REPLACE_ALL: { description: 'All of them are removed.' },
  } as const,
})

const DateOrder = builder.enumType('DateOrder', {
  description: 'How dates such as 03/04/2026 are meant.',
  values: {
    DAY_FIRST: { description: '3 April.' },
    MONTH_FIRST: { description: 'March 4.' },
  } as const,
})

const DecimalMark = builder.enumType('DecimalMark', {
  description: 'How numbers such as 1.234 are meant.',
  values: {
    POINT: { description: 'The point is the decimal mark, the comma separates thousands.' },
    COMMA: { description: 'The comma is the decimal mark, the point separates thousands.' },
  } as const,
})

const ColumnMapping = builder.inputType('ColumnMapping', {
  description: 'How one heading of the sheet is to be read. It is remembered for sheets with the same headings.',
  fields: t => ({
    heading: t.string({
      required: true,
      description: 'The heading as it stands in the sheet.',
      validate: z.string().max(1000),
    }),
    column: t.string({ description: 'Name of the column it is; null: leave it out.' }),
    dateOrder: t.field({ type: DateOrder, description: 'For dates whose order cannot be told.' }),
    decimalMark: t.field({ type: DecimalMark, description: 'For numbers whose notation cannot be told.' }),
    values: t.field({
      type: 'JSONObject',
      description: 'What unknown words mean, e.g. {"In dispute": "pending"}.',
      validate: z.record(z.string(), z.string()).nullish(),
    }),
  }),
})

const ClientReference = builder.inputType('ClientReference', {
  description: 'Which client an unknown name means. It is remembered.',
  fields: t => ({
    name: t.string({ required: true, description: 'The name in the sheet.', validate: z.string().max(300) }),
    client: t.string({ required: true, description: 'Id or exact name of the client.', validate: z.string().max(300) }),
  }),
})

type InputFields = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0]

/** What every upload may say besides its cells. */
const uploadFields = (t: InputFields) => ({
  dataset: t.field({ type: DatasetKindEnum, required: true, description: 'What the sheet holds.' }),
  mode: t.field({ type: UploadMode, defaultValue: 'LENIENT', description: 'What becomes of a sheet with bad rows.' }),
  scope: t.field({
    type: UploadScope,
    defaultValue: 'UPSERT',
    description: 'What becomes of rows the sheet does not have.',
  }),
  period: t.field({ type: PeriodInput, description: 'The period to replace, for REPLACE_PERIOD.' }),
  mapping: t.field({ type: [ColumnMapping], description: 'How headings are to be read, where that is not plain.' }),
  createMissingClients: t.boolean({
    defaultValue: false,
    description: 'Create clients that the sheet names and that do not exist, instead of rejecting the row.',
  }),
  references: t.field({ type: [ClientReference], description: 'Which clients unknown names mean.' }),
  dryRun: t.boolean({ defaultValue: false, description: 'Answer the report and the diff, and store nothing.' }),
  wait: t.boolean({
    defaultValue: true,
    description:
      'false: answer at once with a snapshot that is PROCESSING; follow it by snapshotProgress and ask uploadResult.',
  }),
  description: t.string({
    description: 'A note about the upload, at most 2000 characters.',
    validate: z.string().max(2000).nullish(),
  }),
})

export const UploadSnapshotInput = builder.inputType('UploadSnapshotInput', {
  description: 'A file to upload.',
  fields: t => ({
    file: t.field({ type: 'File', required: true, description: 'CSV or XLSX; its content decides, not its name.' }),
    sheet: t.string({
      description: 'The worksheet or table to read, where a workbook has several.',
      validate: z.string().max(300).nullish(),
    }),
    ...uploadFields(t),
  }),
})

const SheetSourceInput = builder.inputType('SheetSource', {
  description: 'Where the cells come from, so that issues name the rows a person sees.',
  fields: t => ({
    workbook: t.string({ description: 'Name of the workbook.', validate: z.string().max(300).nullish() }),
    sheet: t.string({ description: 'Name of the worksheet or table.', validate: z.string().max(300).nullish() }),
    firstRow: t.int({ description: 'Row of the sheet that the first of the rows stands in; absent: 2.' }),
    rowNumbers: t.intList({
      description: 'Row of the sheet of each of the rows, where some in between were left out.',
    }),
  }),
})

export const UploadRowsInput = builder.inputType('UploadRowsInput', {
  description: 'Cells of a sheet to upload.',
  fields: t => ({
    header: t.stringList({
      required: true,
      description: 'The headings.',
      validate: z.array(z.string().max(1000)).max(1000),
    }),
    rows: t.field({
      type: t.listRef(t.listRef('JSON', { required: false }), { required: true }),
      required: true,
      description: 'The cells, row by row: text, numbers, true, false or null. Dates as serials or text.',
    }),
    source: t.field({ type: SheetSourceInput, description: 'Where the cells come from.' }),
    ...uploadFields(t),
  }),
})

const CorrectedCell = builder.inputType('CorrectedCell', {
  description: 'The new content of a cell.',
  fields: t => ({
    heading: t.string({ required: true, description: 'Heading of the cell in the sheet, or name of its column.' }),
    value: t.string({ required: true, description: 'The new content as it would stand in the sheet.' }),
  }),
})

const CorrectedRow = builder.inputType('CorrectedRow', {
  description: 'A rejected row with its cells mended; cells that are not named stay as they were.',
  fields: t => ({
    row: t.int({ required: true, description: 'The row as its issue counts it.' }),
    cells: t.field({ type: [CorrectedCell], required: true, description: 'The mended cells.' }),
  }),
})

export const CorrectRowsInput = builder.inputType('CorrectRowsInput', {
  description: 'Rejected rows of a snapshot, mended.',
  fields: t => ({
    snapshot: t.id({ required: true, description: 'The snapshot whose rejected rows these are.' }),
    rows: t.field({ type: [CorrectedRow], required: true, description: 'The mended rows.' }),
    mode: t.field({
      type: UploadMode,
      defaultValue: 'LENIENT',
      description: 'What becomes of rows that are still bad.',
    }),
    dryRun: t.boolean({ defaultValue: false, description: 'Answer the report and the diff, and store nothing.' }),
    description: t.string({ description: 'A note about the correction.', validate: z.string().max(2000).nullish() }),
  }),
})

export type UploadOptions = Omit<typeof UploadSnapshotInput.$inferInput, 'file' | 'sheet'>
