import type { WorkbookEvent } from '../workbook.ts'
import { type Area, areaAddress } from './address.ts'
import { type BookState, emptyBook, type SheetState } from './book-state.ts'

/** What is selected: the cell that keys act on, and the rectangle around it. */
export interface BookSelection {
  readonly sheetId: string
  readonly row: number
  readonly column: number
  readonly area: Area
}

/** What became of the book, for those who show it. */
export type BookEvent =
  | { readonly kind: 'selection' }
  | { readonly kind: 'change'; readonly sheetId: string; readonly address: string }
  | { readonly kind: 'structure' }

/** So many rows of earlier states are kept at most (8 bytes each): undo costs memory only where sheets are small. */
const UNDO_ROWS = 4_000_000
const UNDO_STEPS = 200

/** The workbook of the page, with its history. It lives in memory alone: nothing of it is kept on the machine. */
export class Book {
  #state: BookState = emptyBook
  #before: BookState[] = []
  #after: BookState[] = []
  #selection: BookSelection | null = null
  readonly #listeners = new Set<(event: BookEvent) => void>()
  readonly newId: () => string
  /** Name of the file that it was opened from. */
  name: string | null = null
  /** Whether it has changed since it was opened or saved. */
  unsaved = false

  constructor(newId: () => string = () => crypto.randomUUID()) {
    this.newId = newId
  }

  get state(): BookState {
    return this.#state
  }

  get selection(): BookSelection | null {
    return this.#selection
  }

  get canUndo(): boolean {
    return this.#before.length > 0
  }

  get canRedo(): boolean {
    return this.#after.length > 0
  }

  sheet(id: string): SheetState | undefined {
    return this.#state.sheets.find(sheet => sheet.id === id)
  }

  /** One step of undo. A change that answers the state it was given is none. */
  change(event: BookEvent, make: (state: BookState) => BookState): void {
    const next = make(this.#state)
    if (next === this.#state) return
    this.#before.push(this.#state)
    this.#after = []
    let rows = 0
    const kept = this.#before.findLastIndex(state => {
      rows += state.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0)
      return rows > UNDO_ROWS
    })
    this.#before = this.#before.slice(Math.max(kept + 1, this.#before.length - UNDO_STEPS))
    this.#become(next, event)
  }

  /** A change that is no step of its own: it stays or goes with the edit before. */
  amend(event: BookEvent, make: (state: BookState) => BookState): void {
    const next = make(this.#state)
    if (next !== this.#state) this.#become(next, event)
  }

  undo(): void {
    const state = this.#before.pop()
    if (!state) return
    this.#after.push(this.#state)
    this.#become(state, { kind: 'structure' })
  }

  redo(): void {
    const state = this.#after.pop()
    if (!state) return
    this.#before.push(this.#state)
    this.#become(state, { kind: 'structure' })
  }

  select(sheetId: string, row: number, column: number, area?: Area): void {
    this.#selection = { sheetId, row, column, area: area ?? { top: row, left: column, bottom: row, right: column } }
    this.#tell({ kind: 'selection' })
  }

  watch(listener: (event: BookEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Everything goes: at sign-out, or to begin anew. */
  clear(): void {
    this.#state = emptyBook
    this.#before = []
    this.#after = []
    this.#selection = null
    this.name = null
    this.unsaved = false
    this.#tell({ kind: 'structure' })
  }

  #become(state: BookState, event: BookEvent): void {
    this.#state = state
    this.unsaved = true
    const selected = this.#selection
    if (selected && !this.sheet(selected.sheetId)) this.#selection = null
    this.#tell(event)
  }

  #tell(event: BookEvent): void {
    for (const listener of [...this.#listeners]) listener(event)
  }
}

/** The event of a change of cells. */
export const changed = (sheetId: string, area: Area): BookEvent & WorkbookEvent => ({
  kind: 'change',
  sheetId,
  address: areaAddress(area),
})
