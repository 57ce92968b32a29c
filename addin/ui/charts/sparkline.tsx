import './chart.css'
import { scale } from './scale.ts'

/**
 * A line as small as a word, hidden from screen readers: it stands beside a number that says what it is about, and what
 * leads on. Props: `values` (null: gap), width, height, `partialLast`: the last one has not ended.
 */
export function Sparkline({
  values,
  width = 96,
  height = 24,
  partialLast = false,
}: {
  readonly values: readonly (number | null)[]
  readonly width?: number
  readonly height?: number
  readonly partialLast?: boolean
}) {
  const known = values.filter(value => value !== null)
  if (known.length < 2) return null
  const x = scale([0, values.length - 1], [2, width - 4])
  const y = scale([Math.min(...known), Math.max(...known)], [height - 3, 3])
  const end = values.length - 1
  const path = (from: number, to: number) => {
    let d = ''
    for (let index = from; index <= to; index++) {
      const value = values[index]
      if (value == null) continue
      d += `${values[index - 1] == null || index === from ? 'M' : 'L'}${x(index).toFixed(1)},${y(value).toFixed(1)}`
    }
    return d
  }
  const last = values[end]
  return (
    <svg
      class="sparkline"
      width={width}
      height={height}
      fill="none"
      stroke="var(--chart-1)"
      stroke-width="1.5"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={path(0, partialLast ? end - 1 : end)} />
      {partialLast && <path d={path(end - 1, end)} stroke-dasharray="2 2" />}
      {last != null && <circle cx={x(end)} cy={y(last)} r="2.5" fill="var(--chart-1)" stroke="none" />}
    </svg>
  )
}
