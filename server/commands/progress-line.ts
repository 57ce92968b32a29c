import type { ImportProgress } from '../snapshots/import-outcome.ts'

const number = new Intl.NumberFormat('en-US')
const stages: Readonly<Record<ImportProgress['stage'], string>> = {
  QUEUED: 'Waiting',
  INSPECTING: 'Looking at the columns',
  READING: 'Reading',
  COMPARING: 'Comparing with what is stored',
  STORING: 'Storing',
  DONE: 'Done',
}

/** A stage without a bar, for output that keeps every line: "Reading 1,000 rows". */
export const stageLine = ({ stage, total }: ImportProgress): string =>
  total === null ? stages[stage] : `${stages[stage]}, ${number.format(total)} rows`

/** One line of progress with a bar where the end is known: "Reading  [#####-----]  50 %  500 of 1,000 rows". */
export function progressLine({ stage, rows, total }: ImportProgress, width = 30): string {
  const label = stages[stage].padEnd(30)
  if (total === null || total === 0) return rows > 0 ? `${label} ${number.format(rows)} rows` : label.trimEnd()
  const share = Math.min(1, stage === 'DONE' ? 1 : rows / total)
  const full = Math.round(share * width)
  const bar = `[${'#'.repeat(full)}${'-'.repeat(width - full)}]`
  return `${label} ${bar} ${String(Math.round(share * 100)).padStart(3)} %  ${number.format(rows)} of ${number.format(total)} rows`
}
