import type { Column } from '../../../datasets/dataset.ts'
import type { ColumnFormat } from '../reading-plan.ts'
import { cellNumber, keptNumber } from './cell-number.ts'
import { plainScaled } from './plain-scaled.ts'
import { rangeCheck } from './range-check.ts'
import type { CellConverter } from './row-context.ts'
import type { WrittenNumber } from './written-number.ts'

const PLACES = 2
/** Longer texts are no hours. */
const MAX_LENGTH = 40
const UNIT = /(?<=[\d.,])\s*(?:h|hr|hrs|hours?)\.?\s*$/i

/** Seconds of "1:30", "26:15:30", "1h 30m", "90 min"; null where it is none of them. */
function writtenSeconds(text: string): number | null {
  const clock = /^(\d{1,4}):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?$/.exec(text)
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0)
  const units = /^(?:(\d{1,4})\s*(?:h|hr|hrs|hours?))?\s*(?:(\d{1,4})\s*(?:m|min|mins|minutes?))?$/i.exec(text)
  return units && units[2] !== undefined ? Number(units[1] ?? 0) * 3600 + Number(units[2]) * 60 : null
}

/** Hours as a written number, exact to the eighth place: enough to round half to even truly at the second. */
function hoursOfSeconds(seconds: number): WrittenNumber {
  const [whole, rest] = [Math.floor(seconds / 3600), seconds % 3600]
  // 3600 = 2^4 × 3^2 × 5^2: what is not finite after six places never ends, so a further 1 keeps it off a tie.
  const millionths = Math.floor((rest * 1_000_000) / 3600)
  const finite = (rest * 1_000_000) % 3600 === 0
  return {
    negative: false,
    whole: String(whole),
    fraction: String(millionths).padStart(6, '0') + (finite ? '' : '1'),
    currency: null,
    percent: false,
  }
}

/** Hours as whole hundredths: "1.5", "1:30", "1h 30m", "90 min", "1.5 h". */
export function hoursConverter(column: Column, format: ColumnFormat): CellConverter {
  const inRange = rangeCheck(column, () => 100)
  return (cell, context) => {
    if (typeof cell === 'string') {
      const plain = format.decimalMark === '.' ? plainScaled(cell, PLACES) : Number.NaN
      if (!Number.isNaN(plain)) return inRange(plain, cell, context)
      const seconds = cell.length > MAX_LENGTH ? null : writtenSeconds(cell.trim())
      if (seconds !== null) return keptNumber(hoursOfSeconds(seconds), PLACES, cell, column, context, inRange)
    }
    const bare = typeof cell === 'string' && cell.length <= MAX_LENGTH ? cell.replace(UNIT, '') : cell
    const number = cellNumber(bare, format.decimalMark, column, context)
    if (!number) return null
    if (number.currency !== null || number.percent)
      return context.report(
        'ERROR',
        'NOT_A_NUMBER',
        column.name,
        cell,
        `${column.title}: "${String(cell).slice(0, 60)}" is not a number of hours; write it like 1.5 or 1:30`,
      )
    return keptNumber(number, PLACES, cell, column, context, inRange)
  }
}
