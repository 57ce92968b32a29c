import { type Work, WorkbookError } from '../workbook.ts'

/** Rows that are worked on at a time: far below 200 ms on a slow machine. */
export const ROWS_AT_A_TIME = 5_000

/** Lets the page paint and take keys between blocks of long work; throws when it was stopped. */
export async function breathe(work: Work | undefined, part: number, doing: string): Promise<void> {
  stopIfAborted(work, doing)
  work?.progress?.(part, doing)
  await new Promise<void>(resolve => setTimeout(resolve))
  stopIfAborted(work, doing)
}

export function stopIfAborted(work: Work | undefined, doing: string): void {
  if (work?.signal?.aborted) throw new WorkbookError('aborted', `${doing}: stopped`)
}
