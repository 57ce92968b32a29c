import { chevronLeftIcon, chevronRightIcon } from '../icons/icons.ts'
import { IconButton } from './button.tsx'
import './pager.css'

/**
 * Which part of a list is shown, and the way to the others. Props: `label`, `from` (of the first row, 0-based), `count`
 * (rows shown), `total`, `onPrevious`, `onNext` (null: there is none).
 */
export function Pager({
  label,
  from,
  count,
  total,
  onPrevious,
  onNext,
}: {
  readonly label: string
  readonly from: number
  readonly count: number
  readonly total: number
  readonly onPrevious: (() => void) | null
  readonly onNext: (() => void) | null
}) {
  const say = (value: number) => value.toLocaleString('en-US')
  return (
    <nav class="pager" aria-label={label}>
      <span>{total === 0 ? 'None' : `${say(from + 1)}–${say(from + count)} of ${say(total)}`}</span>
      <IconButton label="Previous page" icon={chevronLeftIcon} disabled={!onPrevious} onClick={() => onPrevious?.()} />
      <IconButton label="Next page" icon={chevronRightIcon} disabled={!onNext} onClick={() => onNext?.()} />
    </nav>
  )
}
