import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { Button } from '../components/button.tsx'
import { chartIcon, tableIcon } from '../icons/icons.ts'
import './chart.css'

export interface ChartTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** A place of a chart that is read out: what the keys move along. */
export interface Readout {
  readonly label: string
  readonly text: string
}

/**
 * What every chart has: a title, its drawing at the width there is, a readout by arrow keys and pointer, and the same as
 * a table. Props: title, note, height, `table`, `readouts` (one for each place along it), `children(width, active, setActive)`.
 */
export function ChartFrame({
  title,
  titleHidden = false,
  note,
  height,
  table,
  readouts,
  legend,
  children,
}: {
  readonly title: string
  readonly titleHidden?: boolean
  readonly note?: ComponentChildren
  readonly height: number
  readonly table: ChartTable
  readonly readouts: readonly Readout[]
  readonly legend?: ComponentChildren
  readonly children: (
    width: number,
    active: number | null,
    setActive: (index: number | null) => void,
  ) => ComponentChildren
}) {
  const id = useId()
  const [asTable, setAsTable] = useState(false)
  const [active, setActive] = useState<number | null>(null)
  const [place, width] = useWidth()
  const last = readouts.length - 1
  const at = active === null ? null : Math.min(active, last)
  const press = (event: KeyboardEvent) => {
    const from = at ?? last
    const to = {
      ArrowLeft: from - 1,
      ArrowDown: from - 1,
      ArrowRight: from + 1,
      ArrowUp: from + 1,
      Home: 0,
      End: last,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    setActive(at === null && event.key !== 'Home' ? last : Math.max(0, Math.min(last, to)))
  }
  const shown = at === null ? null : readouts[at]
  return (
    <figure class="chart" aria-labelledby={id}>
      <figcaption class="chart-head">
        <span id={id} class={titleHidden ? 'visually-hidden' : 'chart-title'}>
          {title}
        </span>
        {legend}
        <Button
          kind="subtle"
          size="small"
          icon={asTable ? chartIcon : tableIcon}
          class="chart-switch"
          aria-label={asTable ? `Show as chart: ${title}` : `Show as table: ${title}`}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      </figcaption>
      {asTable ? (
        <TableOf title={title} table={table} />
      ) : (
        <div ref={place} class="chart-place" style={{ minBlockSize: `${height}px` }}>
          {width > 0 && readouts.length > 0 && (
            <div
              class="chart-keys"
              role="slider"
              tabIndex={0}
              aria-label={title}
              aria-valuemin={0}
              aria-valuemax={last}
              aria-valuenow={at ?? last}
              aria-valuetext={`${readouts[at ?? last]?.label}: ${readouts[at ?? last]?.text}`}
              onKeyDown={press}
              onFocus={event => event.currentTarget.matches(':focus-visible') && setActive(at ?? last)}
              onBlur={() => setActive(null)}
              onPointerLeave={() => setActive(null)}
            >
              {children(width, at, setActive)}
            </div>
          )}
          {readouts.length === 0 && <p class="quiet">There is nothing to draw.</p>}
        </div>
      )}
      {!asTable && (
        <p class="chart-readout" aria-hidden="true">
          {shown ? (
            <>
              <strong>{shown.label}</strong> {shown.text}
            </>
          ) : (
            (note ?? '\u00a0')
          )}
        </p>
      )}
      {note && <p class="visually-hidden">{note}</p>}
    </figure>
  )
}

function TableOf({ title, table }: { readonly title: string; readonly table: ChartTable }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: it scrolls, it is no set of fields; and no landmark among others
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div class="chart-table" role="group" tabIndex={0} aria-label={`${title}, as a table`}>
      <table>
        <caption class="visually-hidden">{title}</caption>
        <thead>
          <tr>
            {table.columns.map((column, index) => (
              <th key={column} scope="col" class={index > 0 ? 'number' : ''}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(row => (
            <tr key={row[0]}>
              {row.map((cell, index) =>
                index === 0 ? (
                  <th key={table.columns[index]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={table.columns[index]} class="number">
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The width that an element has, in pixels, kept up to date. */
function useWidth() {
  const element = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!element.current) return
    const observer = new ResizeObserver(entries => setWidth(Math.floor(entries[0]?.contentRect.width ?? 0)))
    observer.observe(element.current)
    return () => observer.disconnect()
  })
  return [element, width] as const
}
