import type { Column } from '../../datasets/dataset.ts'

const listed = (words: readonly string[]): string => words.join(', ')

/** What a cell of the column may hold, in words. */
export function allowedValues({ type }: Column): string {
  switch (type.kind) {
    case 'text':
      return `Text of at most ${type.max} characters`
    case 'email':
      return 'An e-mail address'
    case 'phone':
      return 'A phone number, best as text'
    case 'client':
      return "A client's name or external id"
    case 'money':
      return 'An amount of money, like 1234.50; a currency symbol is read'
    case 'hours':
      return 'Hours, like 1.5 or 1:30'
    case 'count':
      return 'A whole number, like 40'
    case 'decimal':
      return type.fraction ? 'A fraction, like 0.2, or a percentage, like 20 %' : 'A number, like 1234.5'
    case 'currency':
      return 'A currency code of three letters (ISO 4217), like USD'
    case 'date':
      return 'A date, like 2026-03-14'
    case 'month':
      return 'A month, like 2026-03'
    case 'boolean':
      return 'Yes or no (also true or false, 1 or 0)'
    case 'choice':
      return `One of: ${listed(type.values)}`
    case 'lines':
      return 'A JSON array, one object a line'
  }
}

/** Whether the column and its cells are needed, in words. */
export const neededText = ({ required }: Column): string =>
  required === true ? 'Yes, in every row' : required === 'column' ? 'Yes, cells may be blank' : 'No'
