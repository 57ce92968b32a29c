import type { BookState, SheetState } from './book-state.ts'

/** A name that no sheet has: Excel allows 31 characters, none of \ / ? * [ ] :. */
export function sheetName(state: BookState, wanted: string): string {
  const clean =
    wanted
      .replace(/[\\/?*[\]:]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim()
      .slice(0, 31) || 'Sheet'
  return uniqueName(clean, 31, ' ', name => state.sheets.some(sheet => sheet.name.toLowerCase() === name.toLowerCase()))
}

/** A name that no table has, of the characters that Excel allows. */
export function tableName(state: BookState, title: string): string {
  const clean =
    title
      .replace(/[^\p{L}\p{N}]+/gu, '_')
      .replace(/^_+|_+$/g, '')
      .slice(0, 200) || 'Table'
  // "AB12" and "R1C1" are addresses.
  const safe = /^(\d|[a-z]{1,3}\d+$|r\d*c\d*$)/i.test(clean) ? `T_${clean}` : clean
  return uniqueName(safe, 255, '_', name => state.tables.some(each => each.name.toLowerCase() === name.toLowerCase()))
}

export const newSheet = (id: string, name: string, origin: string | null = null): SheetState => ({
  ...{ id, name, origin },
  ...{ rows: [], formats: [], widths: [], hiddenRows: new Set<number>() },
})

export const addSheet = (state: BookState, sheet: SheetState): BookState => ({
  ...state,
  sheets: [...state.sheets, { ...sheet, name: sheetName(state, sheet.name) }],
})

export function renameSheet(state: BookState, sheetId: string, name: string): BookState {
  const others = { ...state, sheets: state.sheets.filter(sheet => sheet.id !== sheetId) }
  const free = sheetName(others, name)
  return { ...state, sheets: state.sheets.map(sheet => (sheet.id === sheetId ? { ...sheet, name: free } : sheet)) }
}

/** Tables on it are gone, and known to be; copies of others are forgotten. */
export const deleteSheet = (state: BookState, sheetId: string): BookState => ({
  sheets: state.sheets.filter(sheet => sheet.id !== sheetId),
  tables: state.tables.filter(table => table.sheetId !== sheetId || table.copyOf === null),
  marks: state.marks.filter(mark => mark.sheetId !== sheetId),
})

/** Copies a sheet behind itself. Tables on it become copies: the one that was pulled keeps its identity. */
export function copySheet(state: BookState, sheetId: string, newId: () => string): BookState {
  const index = state.sheets.findIndex(sheet => sheet.id === sheetId)
  const sheet = state.sheets[index]
  if (!sheet) return state
  const copy = { ...sheet, id: newId(), name: sheetName(state, sheet.name) }
  let copied: BookState = { ...state, sheets: state.sheets.toSpliced(index + 1, 0, copy) }
  for (const table of state.tables.filter(each => each.sheetId === sheetId)) {
    const name = tableName(copied, table.name)
    const twin = { ...table, id: newId(), name, sheetId: copy.id, copyOf: table.copyOf ?? table.id }
    copied = { ...copied, tables: [...copied.tables, twin] }
  }
  const marks = state.marks.filter(mark => mark.sheetId === sheetId).map(mark => ({ ...mark, sheetId: copy.id }))
  return { ...copied, marks: [...copied.marks, ...marks] }
}

function uniqueName(wanted: string, length: number, gap: string, taken: (name: string) => boolean): string {
  if (!taken(wanted)) return wanted
  for (let number = 2; ; number++) {
    const ending = `${gap}${gap === ' ' ? `(${number})` : number}`
    const name = `${wanted.slice(0, length - ending.length)}${ending}`
    if (!taken(name)) return name
  }
}
