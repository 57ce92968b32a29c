import { hash53 } from '../../../analytics/hash53.ts'
import { rational, rationalOfDecimal, roundHalfEven } from '../../../analytics/rational.ts'
import { minorDigits } from '../../../datasets/currency.ts'
import { intOf, type StageRow, textOf } from '../stage-context.ts'
import { clientOfRow } from './client-of-row.ts'

/** A budget line. Money becomes minor units of the base currency, hours hundredths. */
export const stageBudget: StageRow = (read, context) => {
  const { values } = read
  const client = clientOfRow(read, context)
  if (client === null) return null
  const measure = textOf(values.measure) ?? ''
  const places = measure === 'hours' ? 2 : minorDigits(context.baseCurrency)
  const exact = rationalOfDecimal(textOf(values.amount) ?? '')
  if (exact === null) {
    context.note('ERROR', read.row, 'BAD_NUMBER', `The amount is not a number: "${values.amount}"`, {
      column: 'amount',
      value: values.amount,
    })
    return null
  }
  const amount = Number(roundHalfEven(exact, places))
  if (rational(amount, 10 ** places).n * exact.d !== exact.n * rational(amount, 10 ** places).d) {
    context.note(
      'WARNING',
      read.row,
      'ROUNDED',
      `The amount has more than ${places} places and is rounded: ${values.amount}`,
      {
        column: 'amount',
        value: values.amount,
      },
    )
  }
  const row = { month: intOf(values.month) ?? 0, measure, client_id: client, amount }
  const key = `${row.month}\x1f${measure}\x1f${client}`
  return { ...row, row: read.row, row_key: hash53(key), content_hash: hash53(`${key}\x1f${amount}`) }
}
