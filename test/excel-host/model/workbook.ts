import { Calculator } from './calculation/calculator.ts'
import type { Chart } from './chart.ts'
import { itemNotFound } from './excel-fault.ts'
import type { Shift } from './formula/shift.ts'
import { Journal } from './journal.ts'
import type { Comment, CustomXmlPart, DefinedName } from './metadata.ts'
import { type Rectangle, rectangle } from './rectangle.ts'
import { Sheet } from './sheet.ts'
import type { Table } from './table/table.ts'
import type { ChangeOrigin, WorkbookChange } from './workbook-change.ts'

export interface Selection {
  readonly sheet: Sheet
  readonly block: Rectangle
}

export type WorkbookListener = (changes: readonly WorkbookChange[], origin: ChangeOrigin) => void

/**
 * The workbook: cells, formulas, tables and whatever else an add-in can see. What people and add-ins do with it are
 * functions in `edits/`, run inside `edit` or a batch; IronCalc calculates its formulas (`calculation/`).
 */
export class Workbook {
  readonly journal = new Journal()
  /** Told at once when cells moved: whoever holds places on sheets. */
  readonly onShift = new Set<(sheet: Sheet, shift: Shift) => void>()
  readonly calculator: Calculator
  name = 'Book1.xlsx'
  sheets: readonly Sheet[] = []
  tables: readonly Table[] = []
  charts: readonly Chart[] = []
  names: readonly DefinedName[] = []
  comments: readonly Comment[] = []
  customXmlParts: readonly CustomXmlPart[] = []
  settings: ReadonlyMap<string, unknown> = new Map()
  customProperties: ReadonlyMap<string, string | number | boolean> = new Map()
  author = 'Analyst'
  activeSheet: Sheet
  #selections = new Map<Sheet, Rectangle>()
  #pending: WorkbookChange[] = []
  #nextNumber = 1
  readonly #listeners = new Set<WorkbookListener>()

  constructor(sheetNames: readonly string[] = ['Sheet1']) {
    this.calculator = new Calculator(this)
    this.sheets = sheetNames.map(name => this.newSheet(name))
    const [first] = this.sheets
    if (!first) throw new Error('Cannot make a workbook: it needs at least one sheet name.')
    this.activeSheet = first
  }

  /** A sheet that is not yet among `sheets`. */
  newSheet(name: string): Sheet {
    return new Sheet(this, this.newId(), name)
  }

  /** As Excel writes ids: "{00000000-0001-0000-0000-000000000000}". */
  newId(): string {
    return `{00000000-0001-0000-${String(this.nextNumber()).padStart(4, '0')}-000000000000}`
  }

  nextNumber(): number {
    return this.#nextNumber++
  }

  sheet(nameOrId: string): Sheet {
    const found = this.findSheet(nameOrId)
    if (!found) throw itemNotFound()
    return found
  }

  findSheet(nameOrId: string): Sheet | undefined {
    const wanted = nameOrId.toLowerCase()
    return this.sheets.find(({ name, id }) => name.toLowerCase() === wanted || id === nameOrId)
  }

  findTable(nameOrId: string): Table | undefined {
    const wanted = nameOrId.toLowerCase()
    return this.tables.find(({ name, id }) => name.toLowerCase() === wanted || id === nameOrId)
  }

  tablesOf(sheet: Sheet): readonly Table[] {
    return this.tables.filter(table => table.sheet === sheet)
  }

  get selection(): Selection {
    return { sheet: this.activeSheet, block: this.#selections.get(this.activeSheet) ?? rectangle(0, 0) }
  }

  select(sheet: Sheet, block: Rectangle): void {
    this.activate(sheet)
    this.#selections.set(sheet, block)
    this.tell({ kind: 'selection' })
  }

  activate(sheet: Sheet): void {
    if (this.activeSheet === sheet) return
    this.activeSheet = sheet
    this.tell({ kind: 'sheet-activated', sheet })
    this.tell({ kind: 'selection' })
  }

  /** Queues an event; it is told when the edit or batch ends. */
  tell(change: WorkbookChange): void {
    this.#pending.push(change)
  }

  /** Something a person does: one undo step, calculated and told at its end. */
  edit<R>(label: string, work: () => R): R {
    try {
      return this.journal.step(label, work)
    } finally {
      this.settle('person')
    }
  }

  undo(): string | null {
    return this.#travel(() => this.journal.undo())
  }

  redo(): string | null {
    return this.#travel(() => this.journal.redo())
  }

  /** Calculates and tells what happened. */
  settle(origin: ChangeOrigin): void {
    if (!this.sheets.includes(this.activeSheet) && this.sheets[0]) this.activate(this.sheets[0])
    this.calculator.ensure()
    const changes = this.#pending
    if (changes.length === 0) return
    this.#pending = []
    for (const listener of this.#listeners) listener(changes, origin)
  }

  listen(listener: WorkbookListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Undo and redo tell of every sheet that they touched. */
  #travel(work: () => string | null): string | null {
    this.calculator.ensure()
    const before = this.sheets
    const label = work()
    if (label === null) return null
    for (const sheet of this.sheets) {
      const { dirty } = sheet.grid
      if (!before.includes(sheet)) this.tell({ kind: 'sheet-added', sheet })
      else if (dirty) this.tell({ kind: 'cells', sheet, block: dirty, type: 'RangeEdited' })
    }
    for (const sheet of before) if (!this.sheets.includes(sheet)) this.tell({ kind: 'sheet-deleted', sheet })
    this.tell({ kind: 'other' })
    this.settle('person')
    return label
  }
}
