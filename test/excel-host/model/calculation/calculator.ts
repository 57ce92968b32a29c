import type { CalculationSeam, CustomFunctionCalls } from '../../custom-functions/seam.ts'
import { cellAddress, quotedSheetName } from '../address.ts'
import { type Cell, isBlank } from '../cell.ts'
import { bottomOf, intersection, MAX_COLUMNS, type Rectangle, rectangle, rightOf } from '../rectangle.ts'
import type { Scalar } from '../scalar.ts'
import { type Sheet, spillKey } from '../sheet.ts'
import type { Workbook } from '../workbook.ts'
import { CallCells } from './call-cells.ts'
import { inputOf, Mirror } from './mirror.ts'
import { type Resolved, resolveFormula } from './resolve.ts'

interface Placed {
  readonly sheet: Sheet
  readonly row: number
  readonly column: number
  readonly cell: Cell
}

interface Prepared {
  readonly key: string
  readonly resolved: Resolved
  readonly text: string
}

/**
 * Keeps the values of formula cells right. IronCalc calculates; it is given the formulas, and of plain values only what
 * formulas read, so that large tables cost nothing until a formula points at them.
 */
export class Calculator {
  readonly #workbook: Workbook
  #mirror: Mirror | null = null
  #context = ''
  readonly #prepared = new Map<number, Prepared>()
  readonly #names = new Map<Sheet, string>()
  /** Blocks of plain values that were handed over, by sheet. */
  #covered = new Map<Sheet, Map<string, Rectangle>>()
  #calls: CustomFunctionCalls | null = null
  #asked = false
  #scheduled = false
  readonly seam: CalculationSeam = new CallCells({
    mirror: () => this.#engine(),
    sheetNamed: name => [...this.#names].find(([, known]) => known === name)?.[0],
    schedule: () => this.#schedule(),
    invalidate: cellId => {
      this.#prepared.delete(cellId)
      this.#asked = true
    },
  })

  constructor(workbook: Workbook) {
    this.#workbook = workbook
  }

  /** Formulas may call functions of the add-in from now on. */
  connect(calls: CustomFunctionCalls): void {
    this.#calls = calls
    this.#prepared.clear()
    this.#asked = true
  }

  /** The message that an add-in's function gave with its error, for the cell's tip. */
  messageOf(cell: Cell): string | null {
    return cell.id > 0 ? (this.#calls?.shown(cell.id)?.message ?? null) : null
  }

  /** A full calculation: functions of the add-in are invoked anew, whatever their arguments. */
  recalculate(): void {
    this.#calls?.recalculate()
    this.#asked = true
    this.ensure()
  }

  /** Calculates what changed since the last time; quick when nothing did. */
  ensure(): void {
    const { sheets } = this.#workbook
    const formulas = sheets.some(({ grid }) => grid.formulaCount > 0)
    if (!formulas && this.#mirror === null) return
    const changed = this.#asked || sheets.some(({ grid }) => grid.dirty !== null) || this.#context !== this.#signature()
    if (!changed) return
    this.#asked = false
    this.#context = this.#signature()
    const placed = this.#formulas()
    const prepared = placed.map(place => this.#prepare(place))
    this.#forgetOthers(placed)
    this.#handOver(placed, prepared)
    for (const { grid } of sheets) {
      grid.dirty = null
      grid.shifts = []
    }
    this.#engine().evaluate()
    this.#takeBack(placed)
    this.#calls?.calculated()
  }

  #schedule(): void {
    this.#asked = true
    if (this.#scheduled) return
    this.#scheduled = true
    setTimeout(() => {
      this.#scheduled = false
      this.#workbook.tell({ kind: 'other' })
      this.#workbook.settle('person')
    })
  }

  #engine(): Mirror {
    this.#mirror ??= new Mirror()
    return this.#mirror
  }

  #nameOf = (sheet: Sheet): string => {
    const known = this.#names.get(sheet)
    if (known !== undefined) return known
    const name = `sheet_${this.#names.size + 1}`
    this.#names.set(sheet, name)
    this.#engine().ensureSheet(name)
    return name
  }

  /** Whatever formulas mean something else after: tables, names, sheets. */
  #signature(): string {
    const { sheets, tables, names } = this.#workbook
    return JSON.stringify([
      sheets.map(({ id, name }) => [id, name]),
      tables.map(({ name, sheet, block, columns, showHeaders, showTotals }) => [
        name,
        sheet.id,
        block,
        columns.map(column => column.name),
        showHeaders,
        showTotals,
      ]),
      names.map(({ name, scope, formula }) => [name, scope?.id, formula]),
    ])
  }

  #formulas(): Placed[] {
    const placed: Placed[] = []
    for (const sheet of this.#workbook.sheets) {
      if (sheet.grid.formulaCount === 0) continue
      for (const [row, cells] of sheet.grid.rows())
        for (const [column, cell] of cells.entries()) if (cell && cell.id > 0) placed.push({ sheet, row, column, cell })
    }
    return placed
  }

  #prepare({ sheet, row, column, cell }: Placed): Prepared {
    const { formula = '' } = cell
    const known = this.#prepared.get(cell.id)
    const key = `${this.#context.length}|${sheet.id}|${known?.resolved.thisRow === false ? '' : row}|${formula}`
    if (known?.key === key && this.#lastContext === this.#context) return known
    const resolved = resolveFormula(this.#workbook, sheet, row, column, formula ?? '', this.#nameOf)
    if (known && known.resolved.text === resolved.text) {
      const kept = { ...known, key, resolved }
      this.#prepared.set(cell.id, kept)
      return kept
    }
    const address = `${quotedSheetName(sheet.name)}!${cellAddress(row, column)}`
    const text = this.#calls?.prepare({ id: cell.id, sheet: sheet.name, address }, resolved.text) ?? resolved.text
    const fresh = { key, resolved, text }
    this.#prepared.set(cell.id, fresh)
    return fresh
  }

  #lastContext = ''

  #forgetOthers(placed: readonly Placed[]): void {
    this.#lastContext = this.#context
    const alive = new Set(placed.map(({ cell }) => cell.id))
    for (const id of this.#prepared.keys())
      if (!alive.has(id)) {
        this.#prepared.delete(id)
        this.#calls?.forget(id)
      }
  }

  #handOver(placed: readonly Placed[], prepared: readonly Prepared[]): void {
    const mirror = this.#engine()
    const formulas = new Set<string>()
    for (const { sheet, row, column } of placed) formulas.add(`${sheet.id}|${spillKey(row, column)}`)
    const needed = new Map<Sheet, Map<string, Rectangle>>()
    for (const { resolved } of prepared)
      for (const { sheet, block } of resolved.reads) {
        const blocks = needed.get(sheet) ?? new Map<string, Rectangle>()
        blocks.set(`${block.row},${block.column},${block.height},${block.width}`, block)
        needed.set(sheet, blocks)
      }
    for (const [sheet, name] of this.#names) {
      for (const { at, count } of sheet.grid.shifts) mirror.shiftRows(name, at, count)
    }
    for (const [sheet, name] of this.#names) {
      const { dirty } = sheet.grid
      const isFormula = (key: number): boolean => formulas.has(`${sheet.id}|${key}`)
      const gone = !this.#workbook.sheets.includes(sheet)
      // What was handed over and has changed since, or is no formula any more.
      for (const [key, input] of mirror.inputs(name)) {
        const [row, column] = [Math.floor(key / MAX_COLUMNS), key % MAX_COLUMNS]
        if (isFormula(key) || !(gone || input.startsWith('=') || (dirty && within(dirty, row, column)))) continue
        mirror.put(name, row, column, gone ? '' : plainInput(sheet, row, column))
      }
      for (const [key, block] of needed.get(sheet) ?? []) {
        const area = this.#covered.get(sheet)?.has(key) ? dirty && intersection(dirty, block) : block
        if (!area) continue
        const right = rightOf(area)
        for (const [row, cells] of sheet.grid.rows(area.row, bottomOf(area) + 1))
          for (let column = area.column; column <= Math.min(right, cells.length - 1); column++)
            if (cells[column] && !isFormula(spillKey(row, column)))
              mirror.put(name, row, column, plainInput(sheet, row, column))
      }
    }
    this.#covered = needed
    for (const [index, { sheet, row, column }] of placed.entries())
      mirror.put(this.#nameOf(sheet), row, column, prepared[index]?.text ?? '')
  }

  #takeBack(placed: readonly Placed[]): void {
    const mirror = this.#engine()
    const spills = new Map<Sheet, Map<number, Scalar>>()
    for (const { sheet, row, column, cell } of placed) {
      const name = this.#nameOf(sheet)
      const instead = this.#calls?.shown(cell.id)?.value ?? null
      cell.value = instead ?? mirror.value(name, row, column)
      const [height, width] = mirror.size(name, row, column)
      if (instead !== null || (height === 1 && width === 1)) continue
      const area = rectangle(row, column, height, width)
      if (occupied(sheet, area, cell)) {
        cell.value = '#SPILL!'
        continue
      }
      const spilled = spills.get(sheet) ?? new Map<number, Scalar>()
      spills.set(sheet, spilled)
      for (let r = row; r < row + height; r++)
        for (let c = column; c < column + width; c++)
          if (r !== row || c !== column) spilled.set(spillKey(r, c), mirror.value(name, r, c))
    }
    for (const sheet of this.#workbook.sheets) sheet.spilled = spills.get(sheet) ?? new Map()
  }
}

function plainInput(sheet: Sheet, row: number, column: number): string {
  const cell = sheet.cell(row, column)
  return cell && cell.id === 0 ? inputOf(cell.value) : ''
}

function within({ row, column, height, width }: Rectangle, r: number, c: number): boolean {
  return r >= row && r < row + height && c >= column && c < column + width
}

function occupied(sheet: Sheet, area: Rectangle, anchor: Cell): boolean {
  for (const [, cells] of sheet.grid.rows(area.row, bottomOf(area) + 1))
    for (let column = area.column; column <= rightOf(area); column++)
      if (cells[column] !== anchor && !isBlank(cells[column])) return true
  return false
}
