import type { UploadRowsInput } from '../../api/operations/upload.gen.ts'
import type { Cells } from '../../workbook/workbook.ts'
import type { UploadOptions } from './upload-options.ts'

/** The cells of a sheet with what was said about them, as `uploadRows` takes it. */
export function uploadInput(cells: Cells, options: UploadOptions, dryRun: boolean): UploadRowsInput {
  const { workbook, sheet, header, rows, rowNumbers } = cells
  const { dataset, mode, scope, period, mapping, references, createMissingClients, description } = options
  return {
    dataset,
    header,
    rows,
    source: { workbook, sheet, rowNumbers },
    mode,
    scope,
    ...(scope === 'REPLACE_PERIOD' && period !== null ? { period } : {}),
    mapping,
    references,
    createMissingClients,
    description,
    dryRun,
  }
}
