import { isoOfDay } from '../analytics/calendar.ts'
import type { RowIssue } from '../datasets/dataset.ts'
import type { DataQuality, ImportOutcome, SnapshotRecord } from '../snapshots/import-outcome.ts'
import type { FoundIssues } from './found-issues.ts'
import { questionLines } from './question-lines.ts'

const number = new Intl.NumberFormat('en-US')

/** What became of an import, for people to read. */
export function importReport(outcome: ImportOutcome, issues: FoundIssues): readonly string[] {
  switch (outcome.type) {
    case 'Snapshot':
      return [
        ...snapshotLines(outcome.snapshot),
        ...headingLines(outcome.snapshot),
        ...qualityLines(outcome.snapshot.quality),
        ...issueLines(issues),
      ]
    case 'RowsRejected':
    case 'QualityTooLow':
      return [outcome.message, ...qualityLines(outcome.quality), ...issueLines(issues)]
    case 'MappingNeeded':
      return [outcome.message, ...outcome.questions.flatMap(questionLines)]
    case 'DuplicateUpload':
    case 'InvalidFile':
    case 'Cancelled':
      return [outcome.message]
  }
}

/** 0: the data stands in the product. 1: it does not. */
export const exitStatus = (outcome: ImportOutcome): 0 | 1 =>
  outcome.type === 'Snapshot' || outcome.type === 'DuplicateUpload' ? 0 : 1

function* snapshotLines(snapshot: SnapshotRecord): Generator<string> {
  yield snapshot.preview === null
    ? `Accepted as version ${snapshot.number}.`
    : 'Dry run: nothing was stored. This is what would happen.'
  yield `  rows       ${number.format(snapshot.rowCount)} read, ${number.format(snapshot.acceptedCount)} accepted, ${number.format(snapshot.rejectedCount)} rejected`
  yield `  changes    ${number.format(snapshot.addedCount)} added, ${number.format(snapshot.changedCount)} changed, ${number.format(snapshot.unchangedCount)} unchanged, ${number.format(snapshot.removedCount)} removed`
  if (snapshot.firstDay !== null && snapshot.lastDay !== null) {
    yield `  period     ${isoOfDay(snapshot.firstDay)} to ${isoOfDay(snapshot.lastDay)}`
  }
}

function headingLines(snapshot: SnapshotRecord): string[] {
  const unmapped = snapshot.headings.filter(heading => heading.column === null).map(heading => `"${heading.heading}"`)
  return unmapped.length === 0 ? [] : [`  unmapped   ${unmapped.join(', ')}`]
}

function qualityLines(quality: DataQuality): string[] {
  return [
    `  quality    ${quality.score.toFixed(1)} of 100`,
    ...quality.dimensions.map(
      dimension =>
        `    ${dimension.name.replaceAll('_', ' ').padEnd(22)} ${dimension.score.toFixed(1).padStart(5)}  ${dimension.formula}`,
    ),
    ...quality.recommendations.map(text => `    → ${text}`),
  ]
}

function issueLines({ counts, first }: FoundIssues): string[] {
  const all = counts.ERROR + counts.WARNING + counts.NOTICE
  const counted = (['ERROR', 'WARNING', 'NOTICE'] as const)
    .filter(severity => counts[severity] > 0)
    .map(severity => `${number.format(counts[severity])} ${severity.toLowerCase()}${counts[severity] === 1 ? '' : 's'}`)
  return [
    `  issues     ${all === 0 ? 'none' : counted.join(', ')}`,
    ...first.flatMap(issueText),
    ...(all > first.length
      ? [`    … and ${number.format(all - first.length)} more: --issues ${all} prints them all`]
      : []),
  ]
}

function issueText(issue: RowIssue): string[] {
  const where = [issue.row > 0 ? `row ${issue.row}` : 'sheet', issue.column, quoted(issue.value)]
  const suggestion = issue.suggestion === null ? [] : [`        try: ${issue.suggestion}`]
  return [
    `    ${issue.severity.toLowerCase()}  ${where.filter(part => part !== null).join(', ')}: ${issue.message} [${issue.code}]`,
    ...suggestion,
  ]
}

const quoted = (value: string | null): string | null => (value === null || value.startsWith('"') ? value : `"${value}"`)
