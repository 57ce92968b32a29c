import type { AnswerRow } from '../../app/ask/answer.ts'
import { timeDimensions } from '../../app/metrics/catalogue.ts'
import { memberName } from '../data/member-name.ts'
import { periodText } from '../data/period-text.ts'

/** What a row is about, for people: a month by its name, a blank by what it is. */
export function memberText(value: AnswerRow['dimensions'][number] | undefined): string {
  if (!value) return ''
  if (timeDimensions.includes(value.dimension) && value.key !== null) return periodText(value.label)
  return memberName(value, value.dimension.toLowerCase().replace('_', ' '))
}
