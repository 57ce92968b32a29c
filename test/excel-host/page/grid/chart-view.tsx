import type { Chart, ChartSource } from '../../model/chart.ts'
import { numberText } from '../../model/number-text.ts'
import { HEADER_WIDTH, placeOf, ROW_HEIGHT } from './geometry.ts'

const colors = ['#2f6fb5', '#c4622d', '#5f8f3a', '#8660a9', '#b58b00', '#3b8f94']

interface Props {
  readonly chart: Chart
  readonly starts: readonly number[]
  readonly rows: readonly number[] | null
}

/** A chart as Excel would draw it, roughly: columns, bars or lines with a scale and labels. */
export function ChartView({ chart, starts, rows }: Props) {
  const place = chart.cells
    ? placeOf(chart.cells, starts, rows)
    : {
        left: (chart.place.left * 4) / 3,
        top: (chart.place.top * 4) / 3,
        width: (chart.place.width * 4) / 3,
        height: (chart.place.height * 4) / 3,
      }
  const width = Math.max(place.width, 160)
  const height = Math.max(place.height, 110)
  const series = chart.series.map((one, index) => ({
    name: one.name ?? `Series ${index + 1}`,
    color: one.color ?? colors[index % colors.length] ?? '#2f6fb5',
    values: cellsOf(one.values).map(({ value }) => (typeof value === 'number' ? value : 0)),
  }))
  const labels = cellsOf(chart.series[0]?.labels ?? null).map(({ text }) => text)
  const all = series.flatMap(({ values }) => values)
  const count = Math.max(1, ...series.map(({ values }) => values.length))
  const [low, high] = [Math.min(0, ...all), Math.max(0, ...all) || 1]
  const [right, top] = [12, chart.title !== '' && chart.titleVisible ? 34 : 14]
  const isBar = /^Bar/.test(chart.kind)
  const left = isBar ? 92 : 56
  const legend = chart.legendVisible && series.length > 1 ? 20 : 0
  const bottom = 26 + legend
  const isLine = /^Line|^XY/.test(chart.kind)
  const inner = { width: width - left - right, height: height - top - bottom }
  const y = (value: number) => top + inner.height * (1 - (value - low) / (high - low))
  const x = (value: number) => left + (inner.width * (value - low)) / (high - low)
  const step = (isBar ? inner.height : inner.width) / count
  const bar = (step * 0.7) / Math.max(series.length, 1)
  const ticks = [low, low + (high - low) / 2, high]
  const format = chart.valueAxisFormat ?? chartFormat(chart)
  return (
    <figure
      class="chart"
      data-chart={chart.name}
      style={{
        left: `${place.left + HEADER_WIDTH}px`,
        top: `${place.top + ROW_HEIGHT}px`,
        width: `${width}px`,
        height: `${height}px`,
      }}
    >
      <svg width={width} height={height} role="img" aria-label={chart.title || chart.name}>
        {top > 20 && (
          <text x={width / 2} y={22} text-anchor="middle" class="chart-title">
            {chart.title}
          </text>
        )}
        {ticks.map(tick => (
          <g key={tick} class="tick">
            {isBar ? (
              <line x1={x(tick)} x2={x(tick)} y1={top} y2={top + inner.height} />
            ) : (
              <line x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} />
            )}
            {isBar ? (
              <text x={x(tick)} y={top + inner.height + 15} text-anchor="middle">
                {numberText(tick, format)}
              </text>
            ) : (
              <text x={left - 6} y={y(tick) + 4} text-anchor="end">
                {numberText(tick, format)}
              </text>
            )}
          </g>
        ))}
        {series.map(({ name, color, values }, index) =>
          isLine ? (
            <polyline
              key={name}
              fill="none"
              stroke={color}
              stroke-width="2"
              points={values.map((value, at) => `${left + step * (at + 0.5)},${y(value)}`).join(' ')}
            />
          ) : (
            values.map((value, at) => {
              const offset = step * at + step * 0.15 + bar * index
              return isBar ? (
                <rect
                  key={`${name}${at}`}
                  fill={color}
                  x={Math.min(x(0), x(value))}
                  y={top + offset}
                  width={Math.abs(x(value) - x(0))}
                  height={bar}
                />
              ) : (
                <rect
                  key={`${name}${at}`}
                  fill={color}
                  x={left + offset}
                  y={Math.min(y(0), y(value))}
                  width={bar}
                  height={Math.abs(y(value) - y(0))}
                />
              )
            })
          ),
        )}
        {labels.map((label, at) =>
          at % Math.ceil(count / Math.max(1, Math.floor(isBar ? inner.height / 16 : inner.width / 70))) === 0 ? (
            <text
              key={`${label}${at}`}
              x={isBar ? left - 6 : left + step * (at + 0.5)}
              y={isBar ? top + step * (at + 0.5) + 4 : top + inner.height + 15}
              text-anchor={isBar ? 'end' : 'middle'}
            >
              {label.length > 11 ? `${label.slice(0, 10)}…` : label}
            </text>
          ) : null,
        )}
        {legend > 0 &&
          series.map(({ name, color }, index) => (
            <g key={name} transform={`translate(${left + index * 110},${height - 14})`}>
              <rect width="9" height="9" fill={color} />
              <text x="14" y="9">
                {name.length > 13 ? `${name.slice(0, 12)}…` : name}
              </text>
            </g>
          ))}
      </svg>
    </figure>
  )
}

function cellsOf(source: ChartSource | null): { readonly value: unknown; readonly text: string }[] {
  if (!source) return []
  const { sheet, block } = source
  const cells: { value: unknown; text: string }[] = []
  for (let row = block.row; row < block.row + Math.min(block.height, 500); row++)
    for (let column = block.column; column < block.column + Math.min(block.width, 100); column++) {
      const value = sheet.value(row, column)
      cells.push({ value, text: numberText(value, sheet.look(row, column).numberFormat) })
    }
  return cells
}

function chartFormat(chart: Chart): string {
  const source = chart.series[0]?.values
  return source ? source.sheet.look(source.block.row, source.block.column).numberFormat : 'General'
}
