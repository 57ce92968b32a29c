import type { ComponentChildren } from 'preact'
import { ChartFrame } from './chart-frame.tsx'
import { fittingLabel, scale, ticks } from './scale.ts'

export interface WaterfallStep {
  readonly key: string
  readonly label: string
  /** What it adds, in the unit of from and to; null: not known. */
  readonly contribution: number
  /** The same for people, with its sign. */
  readonly text: string
}

const ROW = 30

/**
 * How one value became another: a bar for each driver, from where the one before ended. Props: title, `from` and `to`
 * {label, value, text} (value null: only the steps are drawn, from 0), `steps`, `residual` {value, text} drawn where it is
 * not 0, `format` for the axis, `say(contribution)`, `most`: smaller steps beyond so many are added up as one.
 * Where the steps are small beside both values the axis does not begin at 0, and says so.
 */
export function Waterfall({
  title,
  titleHidden = false,
  from,
  to,
  steps,
  residual,
  format,
  say = value => `${value > 0 ? '+' : ''}${format(value)}`,
  most = 9,
  note,
}: {
  readonly title: string
  readonly titleHidden?: boolean
  readonly from: { readonly label: string; readonly value: number | null; readonly text: string }
  readonly to: { readonly label: string; readonly value: number | null; readonly text: string }
  readonly steps: readonly WaterfallStep[]
  readonly residual?: { readonly value: number; readonly text: string }
  readonly format: (value: number) => string
  /** A contribution for people, with its sign. */
  readonly say?: (contribution: number) => string
  readonly most?: number
  readonly note?: ComponentChildren
}) {
  const shown = gathered(steps, most, say)
  if (residual && residual.value !== 0)
    shown.push({ key: 'residual', label: 'Not explained', contribution: residual.value, text: residual.text })
  const start = from.value ?? 0
  let reached = start
  const bars = shown.map(step => {
    const begin = reached
    reached += step.contribution
    return { ...step, begin, end: reached }
  })
  const end = to.value ?? reached
  const places = [start, end, ...bars.map(bar => bar.end)]
  const axis = ticks(places, 4, beginsAtZero(places))
  const floor = Math.max(0, axis[0]!)
  const lines = [
    { key: 'from', label: from.label, text: from.text, begin: floor, end: start, sum: true },
    ...bars.map(bar => ({ ...bar, sum: false })),
    { key: 'to', label: to.label, text: to.text, begin: floor, end, sum: true },
  ].filter(line => line.key !== 'from' || from.value !== null)
  const height = lines.length * ROW + 26
  return (
    <ChartFrame
      title={title}
      titleHidden={titleHidden}
      height={height}
      note={
        <>
          {note}
          {floor > 0 && ` The axis begins at ${format(floor)}.`}
        </>
      }
      table={{
        columns: ['Driver', 'Contribution'],
        rows: [[from.label, from.text], ...steps.map(step => [step.label, step.text]), [to.label, to.text]],
      }}
      readouts={lines.map(line => ({ label: line.label, text: line.text }))}
    >
      {(width, active, setActive) => {
        const left = Math.min(190, Math.round(width * 0.36))
        const right = width < 420 ? 76 : 92
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
            {lines.map((line, index) => {
              const [low, high] = [Math.min(line.begin, line.end), Math.max(line.begin, line.end)]
              const top = index * ROW + 5
              const next = lines[index + 1]
              return (
                <g key={line.key} onPointerEnter={() => setActive(index)}>
                  <rect
                    x={0}
                    y={index * ROW}
                    width={width}
                    height={ROW}
                    fill={active === index ? 'var(--bg-hover)' : 'transparent'}
                  />
                  <text x={left - 10} y={top + 14} text-anchor="end" class={line.sum ? 'chart-value' : ''}>
                    {fittingLabel(line.label, left - 14)}
                  </text>
                  <rect
                    x={x(low)}
                    y={top}
                    width={Math.max(1.5, x(high) - x(low))}
                    height={ROW - 10}
                    rx={2}
                    fill={
                      line.sum ? 'var(--chart-sum)' : line.end >= line.begin ? 'var(--chart-up)' : 'var(--chart-down)'
                    }
                  />
                  {next && (
                    <line class="chart-grid" x1={x(line.end)} x2={x(line.end)} y1={top + ROW - 10} y2={top + ROW} />
                  )}
                  <text x={width - right + 10} y={top + 14} class="chart-value">
                    {line.text}
                  </text>
                </g>
              )
            })}
          </svg>
        )
      }}
    </ChartFrame>
  )
}

/** The largest steps in their order, and all others as one, so that they still add up. */
function gathered(steps: readonly WaterfallStep[], most: number, say: (value: number) => string): WaterfallStep[] {
  const moving = steps.filter(step => step.contribution !== 0)
  if (moving.length <= most) return moving
  const bySize = [...moving].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
  const kept = new Set(bySize.slice(0, most - 1))
  const others = moving.filter(step => !kept.has(step))
  const contribution = others.reduce((sum, step) => sum + step.contribution, 0)
  return [
    ...moving.filter(step => kept.has(step)),
    { key: 'others', label: `${others.length} others`, contribution, text: say(contribution) },
  ]
}

/** Steps that are small beside the values would not be seen on an axis from 0. */
function beginsAtZero(places: readonly number[]): boolean {
  const [low, high] = [Math.min(...places), Math.max(...places)]
  return low <= 0 || high - low > high / 4
}
