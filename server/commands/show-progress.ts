import type { ImportProgress } from '../snapshots/import-outcome.ts'
import { progressLine, stageLine } from './progress-line.ts'

/** What progress is written to: a terminal redraws one line, a file or pipe gets a line for each stage. */
export interface ProgressOutput {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** Shows an import's progress until it ends. */
export async function showProgress(progress: AsyncIterable<ImportProgress>, output: ProgressOutput): Promise<void> {
  let stage: ImportProgress['stage'] | null = null
  for await (const step of progress) {
    if (output.isTTY) output.write(`\r\u001b[2K${progressLine(step)}`)
    else if (step.stage !== stage && step.stage !== 'DONE') output.write(`${stageLine(step)}\n`)
    stage = step.stage
  }
  if (output.isTTY) output.write('\r\u001b[2K')
}
