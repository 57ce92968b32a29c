import { type Changed, changeText } from '../data/number-text.ts'
import { Icon } from '../icons/icon.tsx'
import { downIcon, flatIcon, upIcon } from '../icons/icons.ts'
import './change.css'

/**
 * What became of a value: an arrow, the change in words, and whether that is good. Props: `value` (of the API, with
 * change, changePct, changeKind, unit, currency), `better` (direction of the metric), `than` ("than in September").
 */
export function Change({
  value,
  better = 'NONE',
  than,
}: {
  readonly value: Changed
  readonly better?: 'UP' | 'DOWN' | 'BAND' | 'NONE'
  readonly than?: string
}) {
  const text = changeText(value)
  if (text === null) return <span class="change quiet">{than ? 'Nothing to compare with' : '–'}</span>
  const sign = Math.sign(value.change ?? 0)
  const tone =
    sign === 0 || better === 'NONE' || better === 'BAND'
      ? ''
      : sign > 0 === (better === 'UP')
        ? 'change-good'
        : 'change-bad'
  return (
    <span class={`change ${tone}`}>
      <Icon of={sign > 0 ? upIcon : sign < 0 ? downIcon : flatIcon} size={12} />
      <span>{text}</span>
      {tone && <span class="visually-hidden">{tone === 'change-good' ? ' (better)' : ' (worse)'}</span>}
      {than && <span class="quiet">{than}</span>}
    </span>
  )
}
