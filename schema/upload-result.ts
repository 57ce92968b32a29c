import type { RowIssue as Issue } from '../server/datasets/dataset.ts'
import type { ImportOutcome, SnapshotRecord } from '../server/snapshots/import-outcome.ts'
import type { MappingQuestion as Question } from '../server/snapshots/reading/sheet.ts'
import { builder } from './builder.ts'
import { DataQuality } from './data-quality.ts'
import { MappedHeading } from './mapped-heading.ts'
import { RowIssue } from './row-issue.ts'
import { Snapshot, snapshotOf } from './snapshot-ref.ts'

type Outcome<Type extends ImportOutcome['type']> = Extract<ImportOutcome, { type: Type }>

const message = 'What happened and what to do, for people.'

const InvalidFile = builder.objectRef<Outcome<'InvalidFile'>>('InvalidFile').implement({
  description: 'The file cannot be read as a sheet of this dataset. Nothing was stored.',
  fields: t => ({
    code: t.exposeString('code', { description: 'Why, stable, e.g. TOO_LARGE or EMPTY.' }),
    message: t.exposeString('message', { description: message }),
  }),
})

const MappingQuestion = builder.objectRef<Question>('MappingQuestion').implement({
  description: 'Something only a person can settle before the sheet can be read.',
  fields: t => ({
    code: t.exposeString('code', {
      description:
        'REQUIRED_COLUMN_MISSING, AMBIGUOUS_HEADING, AMBIGUOUS_DATES, AMBIGUOUS_NUMBERS, UNKNOWN_WORD or WHICH_SHEET.',
    }),
    heading: t.exposeString('heading', { nullable: true, description: 'The heading it is about.' }),
    column: t.exposeString('column', { nullable: true, description: 'The column of the dataset it is about.' }),
    message: t.exposeString('message', { description: 'The question.' }),
    choices: t.exposeStringList('choices', { description: 'Possible answers; empty when any is possible.' }),
  }),
})

const MappingNeeded = builder.objectRef<Outcome<'MappingNeeded'>>('MappingNeeded').implement({
  description: 'Questions must be answered first: send the upload again with mapping. Nothing was stored.',
  fields: t => ({
    message: t.exposeString('message', { description: message }),
    questions: t.field({
      type: [MappingQuestion],
      description: 'The questions.',
      resolve: outcome => outcome.questions,
    }),
    headings: t.field({
      type: [MappedHeading],
      description: 'How the headings are read so far.',
      resolve: outcome => outcome.headings,
    }),
  }),
})

const DuplicateUpload = builder.objectRef<Outcome<'DuplicateUpload'>>('DuplicateUpload').implement({
  description: 'This content was uploaded before. Nothing was stored again.',
  fields: t => ({
    message: t.exposeString('message', { description: message }),
    existing: t.field({
      type: Snapshot,
      nullable: true,
      description: 'The snapshot that has it.',
      resolve: ({ existing }, _args, context) => snapshotOf(context, existing),
    }),
  }),
})

const issuesField = (resolve: (outcome: { issues: readonly Issue[] }) => readonly Issue[]) =>
  ({ type: [RowIssue] as [typeof RowIssue], description: 'What is wrong with which cell.', resolve }) as const

const RowsRejected = builder.objectRef<Outcome<'RowsRejected'>>('RowsRejected').implement({
  description: 'Rows were rejected and the mode is STRICT. Nothing was stored.',
  fields: t => ({
    message: t.exposeString('message', { description: message }),
    rowCount: t.exposeInt('rowCount', { description: 'Rows of the sheet.' }),
    rejectedCount: t.exposeInt('rejectedCount', { description: 'Rows that were rejected.' }),
    issues: t.field(issuesField(outcome => outcome.issues)),
    quality: t.field({ type: DataQuality, description: 'How good the sheet is.', resolve: outcome => outcome.quality }),
  }),
})

const QualityTooLow = builder.objectRef<Outcome<'QualityTooLow'>>('QualityTooLow').implement({
  description: 'The sheet is worse than this server accepts. Nothing was stored.',
  fields: t => ({
    message: t.exposeString('message', { description: message }),
    quality: t.field({ type: DataQuality, description: 'How good the sheet is.', resolve: outcome => outcome.quality }),
    minimum: t.exposeFloat('minimum', { description: 'The score that is asked for, 0 to 100.' }),
    issues: t.field(issuesField(outcome => outcome.issues)),
  }),
})

const UploadCancelled = builder.objectRef<Outcome<'Cancelled'>>('UploadCancelled').implement({
  description: 'Somebody cancelled the upload. Nothing was stored.',
  fields: t => ({ message: t.exposeString('message', { description: message }) }),
})

/** What an upload answers: the snapshot itself, or the outcome that stored nothing. */
export type UploadResult = SnapshotRecord | Exclude<ImportOutcome, { type: 'Snapshot' }>

export const resultOf = (outcome: ImportOutcome): UploadResult =>
  outcome.type === 'Snapshot' ? outcome.snapshot : outcome

export const UploadSnapshotResult = builder.unionType('UploadSnapshotResult', {
  description: 'A new version of the data, or why there is none.',
  types: [Snapshot, InvalidFile, MappingNeeded, DuplicateUpload, RowsRejected, QualityTooLow, UploadCancelled],
  resolveType: result => ('uid' in result ? 'Snapshot' : result.type === 'Cancelled' ? 'UploadCancelled' : result.type),
})
