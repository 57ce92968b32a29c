import { hash53 } from '../../../analytics/hash53.ts'
import { intOf, type StageRow, textOf } from '../stage-context.ts'

/** An exchange rate; the rate stays the decimal it was written as. */
export const stageFxRate: StageRow = read => {
  const { values } = read
  const row = {
    day: intOf(values.date) ?? 0,
    from_currency: textOf(values.from) ?? '',
    to_currency: textOf(values.to) ?? '',
    rate: textOf(values.rate) ?? '',
  }
  const key = `${row.day}\x1f${row.from_currency}\x1f${row.to_currency}`
  return { ...row, row: read.row, row_key: hash53(key), content_hash: hash53(`${key}\x1f${row.rate}`) }
}
