import type { Workbook } from '../model/workbook.ts'
import { CustomFunctionHost } from './calls.ts'
import type { MessageEntry } from './messages.ts'
import type { FunctionsMetadata } from './metadata.ts'

/** Lets formulas of a workbook call the functions of an add-in, whose page hears of it by `tell`. */
export function connectCustomFunctions(
  workbook: Workbook,
  metadata: FunctionsMetadata,
  tell: (entries: readonly MessageEntry[]) => void,
): CustomFunctionHost {
  const { seam } = workbook.calculator
  const host = new CustomFunctionHost({ seam, namespace: 'MOAT', metadata, send: tell })
  workbook.calculator.connect(host)
  return host
}
