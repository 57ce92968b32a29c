import type { Rect } from '../anchors/address.ts'
import { blocksOf } from '../anchors/blocks.ts'
import { pause } from '../anchors/steps.ts'
import { type CellValue, WorkbookError } from '../workbook.ts'
import { throwIfAborted } from './run-excel.ts'
import { rangeAt } from './table-places.ts'
import { workbookError } from './workbook-error.ts'

/** What stands in the cells of a rectangle; "" is null, errors are their text. */
export interface Grid {
  readonly values: readonly (readonly CellValue[])[]
  /** Of each cell that has one its formula; all others are what `values` has. Only where asked for. */
  readonly formulas: readonly (readonly CellValue[])[] | null
}

export interface ReadOptions {
  readonly doing: string
  readonly formulas?: boolean
  readonly signal?: AbortSignal | undefined
  readonly progress?: (part: number) => void
}

/**
 * Reads a rectangle in blocks, one round trip each. Where Excel answers too much or nothing (it leaves `values` null
 * when they are too many), a block is halved until one row is too much.
 */
export async function readGrid(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  rect: Rect,
  options: ReadOptions,
): Promise<Grid> {
  const values: (readonly CellValue[])[] = []
  const formulas: (readonly CellValue[])[] | null = options.formulas ? [] : null
  for (const { from, to } of blocksOf(rect.rowCount, rect.columnCount)) {
    throwIfAborted(options.signal, options.doing)
    const waiting = [{ ...rect, row: rect.row + from, rowCount: to - from }]
    for (let block = waiting.pop(); block; block = waiting.pop()) {
      const read = await readBlock(context, sheet, block, options)
      if (read === null) waiting.push(...halves(block, options.doing))
      else {
        values.push(...read.values)
        formulas?.push(...(read.formulas ?? read.values))
      }
    }
    options.progress?.(to / rect.rowCount)
    await pause()
  }
  return { values, formulas }
}

/** The lower one first: the upper is read next. */
function halves(block: Rect, doing: string): Rect[] {
  if (block.rowCount === 1)
    throw new WorkbookError('too-large', `${doing}: row ${block.row + 1} alone is more than Excel gives at once.`)
  const half = Math.floor(block.rowCount / 2)
  return [
    { ...block, row: block.row + half, rowCount: block.rowCount - half },
    { ...block, rowCount: half },
  ]
}

async function readBlock(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  block: Rect,
  { doing, formulas }: ReadOptions,
): Promise<Grid | null> {
  const range = rangeAt(sheet, block)
  range.load(formulas ? ['values', 'formulas'] : ['values'])
  try {
    await context.sync()
  } catch (error) {
    if (workbookError(doing, error).kind === 'too-large') return null
    throw error
  }
  const given = range.values as CellValue[][] | null
  if (given === null) return null
  return { values: given.map(withNulls), formulas: formulas ? (range.formulas as CellValue[][]) : null }
}

const withNulls = (row: readonly CellValue[]): readonly CellValue[] =>
  row.includes('') ? row.map(value => (value === '' ? null : value)) : row
