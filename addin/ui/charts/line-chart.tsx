import type { ComponentChildren } from 'preact'
import { ChartFrame } from './chart-frame.tsx'
import { labelEvery, scale, ticks } from './scale.ts'

export interface LinePoint {
  /** null: not known; the line has a gap there. */
  readonly value: number | null
  /** For people, with its unit; of null the reason. */
  readonly text: string
  /** More may come: drawn dashed. */
  readonly partial?: boolean
}

export interface LineSeries {
  readonly key: string
  readonly label: string
  readonly points: readonly LinePoint[]
}

const colors = [1, 2, 3, 4, 5, 6].map(number => `var(--chart-${number})`)
/** Series differ by more than colour. */
const dashes = ['', '7 3', '2 3', '10 3 2 3']
const LEFT = 56
const RIGHT = 30
const TOP = 8
const BOTTOM = 22

/**
 * Values over time. Props: title, `labels` (one for each point, short), `series` (one axis: of one unit), `format(value)`
 * for the axis, height, note, `zero`: whether the axis begins at 0. Gaps for null, dashes where more may come.
 */
export function LineChart({
  title,
  titleHidden = false,
  labels,
  series,
  format,
  height = 200,
  note,
  zero = true,
}: {
  readonly title: string
  readonly titleHidden?: boolean
  readonly labels: readonly string[]
  readonly series: readonly LineSeries[]
  readonly format: (value: number) => string
  readonly height?: number
  readonly note?: ComponentChildren
  readonly zero?: boolean
}) {
  const known = series.flatMap(each => each.points.flatMap(point => (point.value === null ? [] : [point.value])))
  const axis = ticks(known, Math.max(2, Math.round(height / 50)), zero)
  const y = scale([axis[0]!, axis.at(-1)!], [height - BOTTOM, TOP])
  const say = (index: number) =>
    series.map(
      each =>
        `${series.length > 1 ? `${each.label} ` : ''}${each.points[index]?.text ?? ''}${each.points[index]?.partial ? ' so far' : ''}`,
    )
  return (
    <ChartFrame
      title={title}
      titleHidden={titleHidden}
      height={height}
      note={note}
      table={{
        columns: ['Period', ...series.map(each => each.label)],
        rows: labels.map((label, index) => [label, ...series.map(each => each.points[index]?.text ?? '')]),
      }}
      readouts={known.length === 0 ? [] : labels.map((label, index) => ({ label, text: say(index).join(' · ') }))}
      legend={series.length > 1 && <Legend labels={series.map(each => each.label)} />}
    >
      {(width, active, setActive) => {
        const x = scale([0, Math.max(1, labels.length - 1)], [LEFT, width - RIGHT])
        const named = labelEvery(labels.length, width - LEFT, 66)
        return (
          <svg
            width={width}
            height={height}
            aria-hidden="true"
            onPointerMove={event => {
              const share = (event.offsetX - LEFT) / (width - LEFT - RIGHT)
              setActive(Math.max(0, Math.min(labels.length - 1, Math.round(share * (labels.length - 1)))))
            }}
          >
            {axis.map(value => (
              <g key={value}>
                <line
                  class={value === 0 ? 'chart-zero' : 'chart-grid'}
                  x1={LEFT}
                  x2={width - RIGHT}
                  y1={y(value)}
                  y2={y(value)}
                />
                <text x={LEFT - 8} y={y(value) + 4} text-anchor="end">
                  {format(value)}
                </text>
              </g>
            ))}
            {labels.map(
              (label, index) =>
                named(index) && (
                  <text key={label} x={x(index)} y={height - 6} text-anchor="middle">
                    {label}
                  </text>
                ),
            )}
            {active !== null && (
              <line class="chart-cursor" x1={x(active)} x2={x(active)} y1={TOP} y2={height - BOTTOM} />
            )}
            {series.map((each, index) => (
              <Line key={each.key} points={each.points} x={x} y={y} index={index} active={active} />
            ))}
          </svg>
        )
      }}
    </ChartFrame>
  )
}

function Line({
  points,
  x,
  y,
  index,
  active,
}: {
  readonly points: readonly LinePoint[]
  readonly x: (value: number) => number
  readonly y: (value: number) => number
  readonly index: number
  readonly active: number | null
}) {
  const color = colors[index % colors.length]
  const at = (place: number) => `${x(place).toFixed(1)},${y(points[place]!.value!).toFixed(1)}`
  const segments = points.flatMap((point, place) => {
    const before = points[place - 1]
    if (point.value === null || !before || before.value === null) return []
    return [{ d: `M${at(place - 1)}L${at(place)}`, dashed: point.partial ?? false, place }]
  })
  const whole = segments.filter(segment => !segment.dashed).map(segment => segment.d)
  const lonely = (place: number) => points[place - 1]?.value == null && points[place + 1]?.value == null
  return (
    <g fill="none" stroke={color} stroke-width="2" stroke-linejoin="round" stroke-linecap="round">
      <path d={whole.join('')} stroke-dasharray={dashes[index % dashes.length]} />
      {segments.map(({ d, dashed, place }) => dashed && <path key={place} d={d} stroke-dasharray="3 4" />)}
      {points.map(
        (point, place) =>
          point.value !== null &&
          (place === active || place === points.length - 1 || lonely(place)) && (
            <circle
              key={place}
              cx={x(place)}
              cy={y(point.value)}
              r={place === active ? 4 : 3}
              fill={point.partial ? 'var(--bg1)' : color}
            />
          ),
      )}
    </g>
  )
}

function Legend({ labels }: { readonly labels: readonly string[] }) {
  return (
    <div class="chart-legend">
      {labels.map((label, index) => (
        <span key={label}>
          <svg width="20" height="8" aria-hidden="true">
            <line
              x1="0"
              x2="20"
              y1="4"
              y2="4"
              stroke={colors[index % colors.length]}
              stroke-width="2"
              stroke-dasharray={dashes[index % dashes.length]}
            />
          </svg>
          {label}
        </span>
      ))}
    </div>
  )
}
