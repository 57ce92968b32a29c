import { currenciesOfSymbol, isCurrency } from '../../../datasets/currency.ts'
import type { Column, ColumnType } from '../../../datasets/dataset.ts'
import { nearestWord } from './nearest-word.ts'
import { cellText } from './raw-cell.ts'
import type { CellConverter } from './row-context.ts'
import { wordKey } from './word-key.ts'

/** By the form in which words are compared, the value a word of this choice means. */
export function choiceWords(type: ColumnType & { kind: 'choice' }): ReadonlyMap<string, string> {
  const words = new Map(Object.entries(type.words).map(([word, value]) => [wordKey(word), value]))
  for (const value of type.values) words.set(wordKey(value), value)
  return words
}

export function choiceConverter(column: Column, type: ColumnType & { kind: 'choice' }): CellConverter {
  const words = choiceWords(type)
  return (cell, context) => {
    const text = cellText(cell)
    const value = words.get(text) ?? words.get(wordKey(text.slice(0, 100)))
    if (value !== undefined) return value
    const near = nearestWord(wordKey(text.slice(0, 100)), words.keys())
    return context.report(
      'ERROR',
      'UNKNOWN_WORD',
      column.name,
      cell,
      `${column.title}: "${text.slice(0, 60)}" is not one of ${type.values.join(', ')}; use one of these, or say what the word means in the mapping`,
      near === null ? null : (words.get(near) ?? null),
    )
  }
}

export function booleanConverter(column: Column, type: ColumnType & { kind: 'boolean' }): CellConverter {
  const words = new Map<string, boolean>()
  for (const word of type.yes) words.set(wordKey(word), true)
  for (const word of type.no) words.set(wordKey(word), false)
  return (cell, context) => {
    if (typeof cell === 'boolean') return cell
    const text = cellText(cell)
    const value = words.get(text) ?? words.get(wordKey(text.slice(0, 100)))
    if (value !== undefined) return value
    const near = nearestWord(wordKey(text.slice(0, 100)), words.keys())
    return context.report(
      'ERROR',
      'NOT_A_BOOLEAN',
      column.name,
      cell,
      `${column.title}: "${text.slice(0, 60)}" is neither yes nor no; write yes or no (also true, false, 1, 0), or leave it blank${column.blank === undefined ? '' : ` for ${column.blank ? 'yes' : 'no'}`}`,
      near === null ? null : words.get(near) ? 'yes' : 'no',
    )
  }
}

export function currencyConverter(column: Column, baseCurrency: string): CellConverter {
  return (cell, context) => {
    const text = cellText(cell).trim()
    const code = text.toUpperCase()
    if (isCurrency(code)) return code
    const meant = text.length <= 5 ? currenciesOfSymbol(text, baseCurrency)?.[0] : undefined
    if (meant !== undefined) return meant
    return context.report(
      'ERROR',
      'NOT_A_CURRENCY',
      column.name,
      cell,
      `${column.title}: "${text.slice(0, 60)}" is not a currency; write its code of three letters, like USD`,
    )
  }
}
