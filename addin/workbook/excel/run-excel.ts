import { pause } from '../anchors/steps.ts'
import { WorkbookError } from '../workbook.ts'
import { workbookError } from './workbook-error.ts'

/** The oldest version of the API with all that nothing here can do without (Excel 2019 has 1.8). */
const oldest = '1.7'

/** How often and how long a person who is typing in a cell is waited for before it is told. */
const attempts = 10
const between = 300

/**
 * Runs a batch. A person who is editing a cell is waited for a few seconds before anything is done, and is then told
 * (`busy`); one who begins to edit in the middle delays the batch, as half of it is worse than a late one. Where Excel
 * can, all of it is one step to undo.
 */
export async function runExcel<Result>(
  doing: string,
  batch: (context: Excel.RequestContext) => Promise<Result>,
): Promise<Result> {
  if (!knows(oldest))
    throw new WorkbookError(
      'failed',
      `${doing}: this Excel is too old for it. Excel 2019, Excel on the web or newer is needed.`,
    )
  try {
    await untilNobodyTypes()
    return await Excel.run({ delayForCellEdit: true, mergeUndoGroup: true }, batch)
  } catch (error) {
    throw workbookError(doing, error)
  }
}

async function untilNobodyTypes(): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await Excel.run(async context => {
        context.workbook.worksheets.getActiveWorksheet().load('id')
        await context.sync()
      })
    } catch (error) {
      const isTyping = workbookError('', error).kind === 'busy'
      if (!isTyping || attempt === attempts) throw error
      await pause(between)
    }
  }
}

/** Whether the Excel at hand knows this version of the API. */
export const knows = (version: string): boolean => Office.context.requirements.isSetSupported('ExcelApi', version)

export function throwIfAborted(signal: AbortSignal | undefined, doing: string): void {
  if (signal?.aborted) throw new WorkbookError('aborted', `${doing}: stopped.`)
}
