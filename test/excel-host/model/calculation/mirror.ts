import type { Model } from '@ironcalc/wasm'
import { MAX_COLUMNS } from '../rectangle.ts'
import { isErrorText, type Scalar } from '../scalar.ts'
import { newIronCalc } from './ironcalc.ts'

/** Seventeen digits were wished for; IronCalc shows fifteen, of which fourteen are right. */
const PRECISE = '0.0000000000000000E+00'
/** IronCalc has no #BUSY!; this error of its own passes through formulas as that one does. */
const BUSY = '#N/IMPL!'
const NUMBER = 1
const BOOLEAN = 4

/** The sheets of IronCalc: what was put into each cell, so that only differences cross over to it. */
export class Mirror {
  readonly #model: Model = newIronCalc()
  readonly #sheets = new Map<string, { readonly index: number; readonly inputs: Map<number, string> }>()
  #changed = false

  /** Its name in resolved formulas. */
  ensureSheet(name: string): void {
    if (this.#sheets.has(name)) return
    const index = this.#sheets.size
    if (index > 0) this.#model.newSheet()
    this.#model.renameSheet(index, name)
    this.#sheets.set(name, { index, inputs: new Map() })
  }

  /** Cells that were put there, as row × columns + column; formulas begin with "=". */
  inputs(name: string): ReadonlyMap<number, string> {
    return this.#sheet(name).inputs
  }

  put(name: string, row: number, column: number, input: string): void {
    const { index, inputs } = this.#sheet(name)
    const key = row * MAX_COLUMNS + column
    if ((inputs.get(key) ?? '') === input) return
    this.#model.setUserInput(index, row + 1, column + 1, input)
    if (input === '') inputs.delete(key)
    else inputs.set(key, input)
    if (input.startsWith('='))
      this.#model.updateRangeStyle(
        { sheet: index, row: row + 1, column: column + 1, width: 1, height: 1 },
        'num_fmt',
        PRECISE,
      )
    this.#changed = true
  }

  /** Whole rows came or went: what is below moves, instead of being put anew cell by cell. */
  shiftRows(name: string, at: number, count: number): void {
    const sheet = this.#sheet(name)
    if (sheet.inputs.size === 0) return
    if (count > 0) this.#model.insertRows(sheet.index, at + 1, count)
    else this.#model.deleteRows(sheet.index, at + 1, -count)
    const moved = new Map<number, string>()
    for (const [key, input] of sheet.inputs) {
      const row = Math.floor(key / MAX_COLUMNS)
      const after = row < at ? row : row + count
      if (row >= at && after < at) continue
      moved.set(after * MAX_COLUMNS + (key % MAX_COLUMNS), input)
    }
    sheet.inputs.clear()
    for (const [key, input] of moved) sheet.inputs.set(key, input)
    // IronCalc has rewritten formulas in its own way: ours are put again.
    for (const { inputs } of this.#sheets.values())
      for (const [key, input] of inputs) if (input.startsWith('=')) inputs.set(key, '=')
    this.#changed = true
  }

  /** Calculates if anything was put; false: nothing was. */
  evaluate(): boolean {
    if (!this.#changed) return false
    this.#changed = false
    this.#model.evaluate()
    return true
  }

  value(name: string, row: number, column: number): Scalar {
    const { index } = this.#sheet(name)
    const text = this.#model.getFormattedCellValue(index, row + 1, column + 1)
    const type = this.#model.getCellType(index, row + 1, column + 1)
    if (type === BOOLEAN) return text === 'TRUE'
    if (type !== NUMBER) return text === '#CIRC!' ? 0 : text === BUSY ? '#BUSY!' : text
    // Cells that an array fills have no format of their own, dates say so by it.
    const value = Number(text)
    if (Number.isNaN(value)) return this.#numberBeyondFormat(index, row, column, text)
    return Number(value.toPrecision(14))
  }

  /** Height and width of the array that the formula of this cell answers. */
  size(name: string, row: number, column: number): readonly [number, number] {
    const structure = this.#model.getCellArrayStructure(this.#sheet(name).index, row + 1, column + 1)
    if (typeof structure === 'string' || !('DynamicAnchor' in structure)) return [1, 1]
    const [width, height] = structure.DynamicAnchor
    return [height, width]
  }

  #numberBeyondFormat(index: number, row: number, column: number, text: string): Scalar {
    const content = Number(this.#model.getCellContent(index, row + 1, column + 1))
    return Number.isNaN(content) ? text : content
  }

  #sheet(name: string): { readonly index: number; readonly inputs: Map<number, string> } {
    const sheet = this.#sheets.get(name)
    if (!sheet) throw new Error(`Cannot calculate: IronCalc has no sheet ${name}.`)
    return sheet
  }
}

/** What to type into IronCalc so that it holds this value and nothing else. */
export function inputOf(value: Scalar): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (value === '#BUSY!') return BUSY
  return isErrorText(value) && value !== '#CONNECT!' ? value : `'${value}`
}
