import { copiedCell } from '../cell.ts'
import { Chart, type ChartSource } from '../chart.ts'
import { alreadyExists, invalidArgument, invalidOperation } from '../excel-fault.ts'
import { dropSheetIn, renameSheetIn, renameTableIn } from '../formula/rewrite.ts'
import type { Sheet, SheetVisibility } from '../sheet.ts'
import { Table } from '../table/table.ts'
import type { Workbook } from '../workbook.ts'
import { rewriteFormulas } from './rewrite-formulas.ts'

function checkName(workbook: Workbook, name: string, except?: Sheet): void {
  if (name === '' || name.length > 31 || /[\\/?*[\]:]/.test(name) || /^'|'$/.test(name)) throw invalidArgument()
  const other = workbook.findSheet(name)
  if (other && other !== except) throw alreadyExists()
}

function freeName(workbook: Workbook): string {
  let number = workbook.sheets.length + 1
  while (workbook.findSheet(`Sheet${number}`)) number++
  return `Sheet${number}`
}

export function addSheet(workbook: Workbook, name: string = freeName(workbook)): Sheet {
  checkName(workbook, name)
  const sheet = workbook.newSheet(name)
  workbook.journal.set(workbook, 'sheets', [...workbook.sheets, sheet])
  workbook.tell({ kind: 'sheet-added', sheet })
  return sheet
}

export function renameSheet(sheet: Sheet, name: string): void {
  const { workbook, name: before } = sheet
  if (name === before) return
  checkName(workbook, name, sheet)
  workbook.journal.set(sheet, 'name', name)
  rewriteFormulas(workbook, formula => renameSheetIn(formula, before, name))
  workbook.tell({ kind: 'sheet-renamed', sheet, before })
}

export function deleteSheet(sheet: Sheet): void {
  const { workbook } = sheet
  const visible = workbook.sheets.filter(({ visibility }) => visibility === 'Visible')
  if (visible.length <= 1 && sheet.visibility === 'Visible') throw invalidOperation()
  const { journal } = workbook
  journal.set(
    workbook,
    'sheets',
    workbook.sheets.filter(other => other !== sheet),
  )
  for (const table of workbook.tablesOf(sheet)) workbook.tell({ kind: 'table-deleted', table })
  journal.set(
    workbook,
    'tables',
    workbook.tables.filter(table => table.sheet !== sheet),
  )
  journal.set(
    workbook,
    'charts',
    workbook.charts.filter(chart => chart.sheet !== sheet),
  )
  journal.set(
    workbook,
    'comments',
    workbook.comments.filter(comment => comment.sheet !== sheet),
  )
  journal.set(
    workbook,
    'names',
    workbook.names.filter(name => name.scope !== sheet),
  )
  rewriteFormulas(workbook, formula => dropSheetIn(formula, sheet.name))
  workbook.tell({ kind: 'sheet-deleted', sheet })
}

export function moveSheet(sheet: Sheet, position: number): void {
  const { workbook } = sheet
  if (position < 0 || position >= workbook.sheets.length) throw invalidArgument()
  workbook.journal.set(
    workbook,
    'sheets',
    workbook.sheets.filter(other => other !== sheet).toSpliced(position, 0, sheet),
  )
  workbook.tell({ kind: 'sheet-moved', sheet })
}

export function setVisibility(sheet: Sheet, visibility: SheetVisibility): void {
  const others = sheet.workbook.sheets.filter(other => other !== sheet && other.visibility === 'Visible')
  if (visibility !== 'Visible' && others.length === 0) throw invalidOperation()
  sheet.workbook.journal.set(sheet, 'visibility', visibility)
  sheet.workbook.tell({ kind: 'other' })
}

/**
 * A copy with everything on it. Its tables get new ids and names, formulas of the copy that named them follow; names of
 * the workbook that point at the sheet become names of the copy, as Excel does it.
 */
export function copySheet(sheet: Sheet, position: number): Sheet {
  const { workbook } = sheet
  const { journal } = workbook
  const copy = workbook.newSheet(copyName(workbook, sheet.name))
  Object.assign(copy, {
    visibility: sheet.visibility,
    tabColor: sheet.tabColor,
    showGridlines: sheet.showGridlines,
    protection: sheet.protection,
    frozenRows: sheet.frozenRows,
    frozenColumns: sheet.frozenColumns,
    columnWidths: sheet.columnWidths,
    columnLooks: sheet.columnLooks,
    hiddenRows: sheet.hiddenRows,
    hiddenColumns: sheet.hiddenColumns,
    customProperties: sheet.customProperties,
    conditionalFormats: sheet.conditionalFormats,
  } satisfies Partial<Sheet>)
  const renamed: (readonly [string, string])[] = []
  const tables = workbook.tablesOf(sheet).map(table => {
    const name = tableCopyName(workbook, table.name, renamed)
    renamed.push([table.name, name])
    const id = `{${String(workbook.nextNumber()).padStart(8, '0')}-1111-4222-8333-444444444444}`
    return Object.assign(new Table(id, name, copy, table.block, table.columns), {
      showHeaders: table.showHeaders,
      showTotals: table.showTotals,
      style: table.style,
      showBandedRows: table.showBandedRows,
      showBandedColumns: table.showBandedColumns,
      showFilterButton: table.showFilterButton,
      filters: table.filters,
      sortedBy: table.sortedBy,
    } satisfies Partial<Table>)
  })
  journal.set(workbook, 'sheets', workbook.sheets.toSpliced(position, 0, copy))
  journal.set(workbook, 'tables', [...workbook.tables, ...tables])
  copyCells(sheet, copy, renamed)
  copyCharts(sheet, copy)
  copyComments(sheet, copy)
  copyNames(sheet, copy)
  workbook.tell({ kind: 'sheet-added', sheet: copy })
  for (const table of tables) workbook.tell({ kind: 'table-added', table })
  return copy
}

function copyCells(sheet: Sheet, copy: Sheet, renamed: readonly (readonly [string, string])[]): void {
  for (const [row, cells] of sheet.grid.rows()) {
    if (cells.length === 0) continue
    const line = Array.from(cells, cell => {
      if (!cell?.formula) return cell
      const formula = renamed.reduce((text, [from, to]) => renameTableIn(text, from, to), cell.formula)
      return copiedCell(cell, formula)
    })
    copy.grid.put(row, 0, [line])
  }
}

function copyCharts(sheet: Sheet, copy: Sheet): void {
  const { workbook } = sheet
  const moved = (source: ChartSource | null): ChartSource | null =>
    source?.sheet === sheet ? { ...source, sheet: copy } : source
  const charts = workbook.charts
    .filter(chart => chart.sheet === sheet)
    .map(chart => {
      const twin = new Chart(`{chart-${workbook.nextNumber()}}`, copy, chart.name, chart.kind)
      const { title, titleVisible, legendVisible, legendPosition, place, cells, valueAxisFormat, altText } = chart
      const series = chart.series.map(one => ({ ...one, values: moved(one.values), labels: moved(one.labels) }))
      return Object.assign(twin, {
        title,
        titleVisible,
        legendVisible,
        legendPosition,
        place,
        cells,
        valueAxisFormat,
        altText,
        series,
      })
    })
  workbook.journal.set(workbook, 'charts', [...workbook.charts, ...charts])
}

function copyComments(sheet: Sheet, copy: Sheet): void {
  const { workbook } = sheet
  const comments = workbook.comments
    .filter(comment => comment.sheet === sheet)
    .map(comment => ({ ...comment, id: `{comment-${workbook.nextNumber()}}`, sheet: copy }))
  if (comments.length > 0) workbook.journal.set(workbook, 'comments', [...workbook.comments, ...comments])
}

function copyNames(sheet: Sheet, copy: Sheet): void {
  const { workbook } = sheet
  const names = workbook.names
    .filter(({ scope, formula }) => scope === sheet || (scope === null && pointsAt(formula, sheet.name)))
    .map(name => ({ ...name, scope: copy, formula: renameSheetIn(name.formula, sheet.name, copy.name) }))
  if (names.length > 0) workbook.journal.set(workbook, 'names', [...workbook.names, ...names])
}

const pointsAt = (formula: string, sheet: string): boolean => renameSheetIn(formula, sheet, `${sheet}x`) !== formula

function copyName(workbook: Workbook, name: string): string {
  const base = name.replace(/ \(\d+\)$/, '')
  let number = 2
  let wanted = ''
  do {
    const ending = ` (${number})`
    wanted = base.slice(0, 31 - ending.length) + ending
    number++
  } while (workbook.findSheet(wanted))
  return wanted
}

function tableCopyName(workbook: Workbook, name: string, taken: readonly (readonly [string, string])[]): string {
  let number = 2
  while (workbook.findTable(`${name}${number}`) || taken.some(([, to]) => to === `${name}${number}`)) number++
  return `${name}${number}`
}
