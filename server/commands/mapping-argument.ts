import type { Dataset } from '../datasets/dataset.ts'
import type { ColumnMapping } from '../snapshots/reading/sheet.ts'
import { UsageError } from './usage-error.ts'

const readings: Readonly<Record<string, Pick<ColumnMapping, 'dateOrder' | 'decimalMark'>>> = {
  'day-first': { dateOrder: 'DAY_FIRST' },
  'month-first': { dateOrder: 'MONTH_FIRST' },
  'decimal-point': { decimalMark: 'POINT' },
  'decimal-comma': { decimalMark: 'COMMA' },
}

/**
 * "Txn Date=date,day-first", "State=status,In dispute:pending", "Notes=" (left out). The heading may hold an equals
 * sign: the last one counts.
 */
export function mappingOf(text: string, dataset: Dataset): ColumnMapping {
  const equals = text.lastIndexOf('=')
  if (equals < 1) throw new UsageError(`--map: "${text}" is not HEADING=COLUMN`)
  const heading = text.slice(0, equals).trim()
  const [column = '', ...details] = text
    .slice(equals + 1)
    .split(',')
    .map(part => part.trim())
  if (column === '') return { heading, column: null }
  if (!dataset.columns.some(each => each.name === column)) {
    const known = dataset.columns.map(each => each.name).join(', ')
    throw new UsageError(`--map: ${dataset.name} has no column "${column}"; it has ${known}`)
  }
  return details.reduce((mapping: ColumnMapping, detail) => withDetail(mapping, detail), { heading, column })
}

function withDetail(mapping: ColumnMapping, detail: string): ColumnMapping {
  const reading = readings[detail.toLowerCase()]
  if (reading) return { ...mapping, ...reading }
  const colon = detail.lastIndexOf(':')
  if (colon < 1) {
    throw new UsageError(`--map: "${detail}" is none of ${Object.keys(readings).join(', ')}, nor WORD:MEANING`)
  }
  const [word, meaning] = [detail.slice(0, colon).trim(), detail.slice(colon + 1).trim()]
  return { ...mapping, values: { ...mapping.values, [word]: meaning } }
}
