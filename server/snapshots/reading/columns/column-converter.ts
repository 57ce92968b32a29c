import type { Column } from '../../../datasets/dataset.ts'
import { countConverter } from '../cells/count-converter.ts'
import { dateConverter, monthConverter } from '../cells/date-converters.ts'
import { decimalConverter } from '../cells/decimal-converter.ts'
import { hoursConverter } from '../cells/hours-converter.ts'
import { linesConverter } from '../cells/lines-converter.ts'
import { moneyConverter } from '../cells/money-converter.ts'
import { cellText } from '../cells/raw-cell.ts'
import type { CellConverter } from '../cells/row-context.ts'
import { emailConverter, phoneConverter, textConverter } from '../cells/text-converters.ts'
import { booleanConverter, choiceConverter, currencyConverter } from '../cells/word-converters.ts'
import { wordKey } from '../cells/word-key.ts'
import type { ColumnFormat } from '../reading-plan.ts'

function typeConverter(column: Column, format: ColumnFormat, baseCurrency: string): CellConverter {
  const type = column.type
  switch (type.kind) {
    case 'text':
      return textConverter(column, type.max)
    case 'client':
      return textConverter(column)
    case 'email':
      return emailConverter(column)
    case 'phone':
      return phoneConverter(column)
    case 'money':
      return moneyConverter(column, format)
    case 'hours':
      return hoursConverter(column, format)
    case 'count':
      return countConverter(column, format)
    case 'decimal':
      return decimalConverter(column, format)
    case 'currency':
      return currencyConverter(column, baseCurrency)
    case 'date':
      return dateConverter(column, format)
    case 'month':
      return monthConverter(column, format)
    case 'boolean':
      return booleanConverter(column, type)
    case 'choice':
      return choiceConverter(column, type)
    case 'lines':
      return linesConverter(column)
  }
}

/** The converter of a column, made once for all its cells. Words that a person gave a meaning are replaced first. */
export function columnConverter(column: Column, format: ColumnFormat, baseCurrency: string): CellConverter {
  const convert = typeConverter(column, format, baseCurrency)
  const words = new Map(Object.entries(format.words))
  if (words.size === 0) return convert
  return (cell, context) => convert(words.get(wordKey(cellText(cell).slice(0, 200))) ?? cell, context)
}
