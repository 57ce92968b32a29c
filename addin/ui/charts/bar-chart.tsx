import type { ComponentChildren } from 'preact'
import { ChartFrame } from './chart-frame.tsx'
import { fittingLabel, scale, ticks, widthOfLabel } from './scale.ts'

export interface Bar {
  readonly key: string
  readonly label: string
  /** One for each part (of one series: one); null: not known. Parts of a stack are not negative. */
  readonly values: readonly (number | null)[]
  /** For people, of the whole bar. */
  readonly text: string
  /** For people, of each part. */
  readonly texts?: readonly string[]
}

const colors = [1, 2, 3, 4, 5, 6].map(number => `var(--chart-${number})`)
const ROW = 26

/**
 * Amounts side by side, one lying bar each; with several `parts` stacked. Props: title, `bars`, `parts` (names of the
 * parts), `format` for the axis, note. Negative values go left of 0.
 */
export function BarChart({
  title,
  titleHidden = false,
  bars,
  parts,
  along = 'Of',
  format,
  note,
}: {
  readonly title: string
  readonly titleHidden?: boolean
  readonly bars: readonly Bar[]
  readonly parts: readonly string[]
  /** What the bars are, as the heading of the table: "Product". */
  readonly along?: string
  readonly format: (value: number) => string
  readonly note?: ComponentChildren
}) {
  const sums = bars.map(bar => bar.values.reduce<number>((sum, value) => sum + (value ?? 0), 0))
  const axis = ticks(sums, 4, true)
  const height = bars.length * ROW + 24
  const longest = Math.max(80, ...bars.map(({ label }) => widthOfLabel(label)))
  const say = (bar: Bar) =>
    parts.length > 1
      ? `${bar.text} (${parts.map((part, index) => `${part} ${bar.texts?.[index] ?? ''}`).join(', ')})`
      : bar.text
  return (
    <ChartFrame
      title={title}
      titleHidden={titleHidden}
      height={height}
      note={note}
      table={{
        columns: [along, ...(parts.length > 1 ? parts : []), parts.length > 1 ? 'Total' : parts[0]!],
        rows: bars.map(bar => [bar.label, ...(parts.length > 1 ? (bar.texts ?? []) : []), bar.text]),
      }}
      readouts={bars.map(bar => ({ label: bar.label, text: say(bar) }))}
      legend={parts.length > 1 && <Squares labels={parts} />}
    >
      {(width, active, setActive) => {
        const left = Math.min(longest + 14, Math.round(width * 0.34))
        const right = 78
        const x = scale([axis[0]!, axis.at(-1)!], [left, width - right])
        const every = Math.ceil((axis.length * 52) / Math.max(1, width - left - right))
        return (
          <svg width={width} height={height} aria-hidden="true">
            {axis.map((value, index) => (
              <g key={value}>
                <line
                  class={value === 0 ? 'chart-zero' : 'chart-grid'}
                  x1={x(value)}
                  x2={x(value)}
                  y1={0}
                  y2={height - 22}
                />
                {index % every === 0 && (
                  <text x={x(value)} y={height - 6} text-anchor="middle">
                    {format(value)}
                  </text>
                )}
              </g>
            ))}
            {bars.map((bar, index) => (
              <g key={bar.key} onPointerEnter={() => setActive(index)}>
                <rect
                  x={0}
                  y={index * ROW}
                  width={width}
                  height={ROW}
                  fill={active === index ? 'var(--bg-hover)' : 'transparent'}
                />
                <text x={left - 10} y={index * ROW + 17} text-anchor="end">
                  {fittingLabel(bar.label, left - 14)}
                </text>
                {stack(bar.values).map(({ begin, end, part }) => (
                  <rect
                    key={part}
                    x={Math.min(x(begin), x(end))}
                    y={index * ROW + 4}
                    width={Math.max(1.5, Math.abs(x(end) - x(begin)) - (parts.length > 1 ? 1 : 0))}
                    height={ROW - 8}
                    rx={2}
                    fill={end < begin ? 'var(--chart-down)' : colors[part % colors.length]}
                  />
                ))}
                <text x={width - right + 10} y={index * ROW + 17} class="chart-value">
                  {bar.text}
                </text>
              </g>
            ))}
          </svg>
        )
      }}
    </ChartFrame>
  )
}

function stack(values: readonly (number | null)[]) {
  let reached = 0
  return values.flatMap((value, part) => {
    if (value === null || value === 0) return []
    const begin = reached
    reached += value
    return [{ begin, end: reached, part }]
  })
}

function Squares({ labels }: { readonly labels: readonly string[] }) {
  return (
    <div class="chart-legend">
      {labels.map((label, index) => (
        <span key={label}>
          <svg width="10" height="10" aria-hidden="true">
            <rect width="10" height="10" rx="2" fill={colors[index % colors.length]} />
          </svg>
          {label}
        </span>
      ))}
    </div>
  )
}
