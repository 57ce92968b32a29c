import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../icons/icon.tsx'
import { downIcon, upIcon } from '../icons/icons.ts'
import './data-table.css'

export interface DataColumn<Row> {
  readonly key: string
  readonly heading: string
  /** number: right-aligned, in figures of equal width. */
  readonly kind?: 'text' | 'number'
  readonly cell: (row: Row) => ComponentChildren
  /** Which end comes first when the heading is pressed first; absent: cannot be ordered by. */
  readonly sort?: 'asc' | 'desc'
  /** Explains the heading, as its tooltip. */
  readonly title?: string
}

export interface DataOrder {
  readonly key: string
  readonly direction: 'asc' | 'desc'
}

export interface DataTableProps<Row> {
  /** What it is a table of, for screen readers. */
  readonly label: string
  readonly columns: readonly DataColumn<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly order?: DataOrder | undefined
  readonly onOrder?: (order: DataOrder) => void
  /** Where a row leads; its first cell becomes the link. */
  readonly href?: (row: Row) => string | null
  /** A last row of sums: cells by key of the column. */
  readonly totals?: Readonly<Record<string, ComponentChildren>> | undefined
  /** How many rows there are in all; says so where some are not shown. */
  readonly totalCount?: number
  /** Is read again: the rows are those of before. */
  readonly stale?: boolean
  /** Scrolls inside, with its head in place, from this height in pixels on. */
  readonly maxHeight?: number
  readonly empty?: ComponentChildren
}

/** A table with a head that stays, headings that order, rows that lead somewhere. The first column names the row. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    label,
    columns,
    rows,
    keyOf,
    order,
    onOrder,
    href,
    totals,
    totalCount,
    stale = false,
    maxHeight,
    empty,
  } = props
  const [region, scrolls] = useScrolls<HTMLDivElement>(rows.length)
  if (rows.length === 0 && empty) return <>{empty}</>
  return (
    <div class="data-table" aria-busy={stale}>
      <div
        ref={region}
        class="data-table-scroll"
        style={maxHeight === undefined ? undefined : { maxBlockSize: `${maxHeight}px` }}
        {...(scrolls ? { tabIndex: 0, role: 'group' as const, 'aria-label': label } : {})}
      >
        <table>
          <caption class="visually-hidden">{label}</caption>
          <thead>
            <tr>
              {columns.map(column => (
                <Heading key={column.key} column={column} order={order} onOrder={onOrder} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <Line key={keyOf(row)} row={row} columns={columns} href={href?.(row) ?? null} />
            ))}
          </tbody>
          {totals && (
            <tfoot>
              <tr>
                {columns.map((column, index) =>
                  index === 0 ? (
                    <th key={column.key} scope="row">
                      {totals[column.key] ?? 'Total'}
                    </th>
                  ) : (
                    <td key={column.key} class={column.kind === 'number' ? 'number' : ''}>
                      {totals[column.key]}
                    </td>
                  ),
                )}
              </tr>
            </tfoot>
          )}
        </table>
      </div>
      {totalCount !== undefined && totalCount > rows.length && (
        <p class="data-table-note">
          {rows.length.toLocaleString('en-US')} of {totalCount.toLocaleString('en-US')} shown
        </p>
      )}
    </div>
  )
}

function Heading<Row>({
  column,
  order,
  onOrder,
}: {
  readonly column: DataColumn<Row>
  readonly order: DataOrder | undefined
  readonly onOrder: ((order: DataOrder) => void) | undefined
}) {
  const mine = order?.key === column.key ? order.direction : null
  const className = column.kind === 'number' ? 'number' : ''
  if (!column.sort || !onOrder)
    return (
      <th scope="col" class={className} title={column.title}>
        {column.heading}
      </th>
    )
  const next = mine === null ? column.sort : mine === 'asc' ? 'desc' : 'asc'
  return (
    <th
      scope="col"
      class={className}
      aria-sort={mine === null ? undefined : mine === 'asc' ? 'ascending' : 'descending'}
    >
      <button
        type="button"
        class="data-table-sort"
        title={column.title}
        onClick={() => onOrder({ key: column.key, direction: next })}
      >
        {column.heading}
        <span class="data-table-arrow">{mine && <Icon of={mine === 'asc' ? upIcon : downIcon} size={12} />}</span>
      </button>
    </th>
  )
}

function Line<Row>({
  row,
  columns,
  href,
}: {
  readonly row: Row
  readonly columns: readonly DataColumn<Row>[]
  readonly href: string | null
}) {
  return (
    <tr class={href === null ? '' : 'data-table-link'}>
      {columns.map((column, index) => {
        const content = column.cell(row)
        if (index > 0)
          return (
            <td key={column.key} class={column.kind === 'number' ? 'number' : ''}>
              {content}
            </td>
          )
        return (
          <th key={column.key} scope="row">
            {href === null ? content : <a href={href}>{content}</a>}
          </th>
        )
      })}
    </tr>
  )
}

/** Whether the element has more than it shows: then it must be reached by keyboard to be scrolled. */
function useScrolls<E extends HTMLElement>(content: unknown) {
  const element = useRef<E>(null)
  const [scrolls, setScrolls] = useState(false)
  useEffect(() => {
    const { current } = element
    if (!current) return
    const look = () =>
      setScrolls(current.scrollWidth > current.clientWidth + 1 || current.scrollHeight > current.clientHeight + 1)
    const observer = new ResizeObserver(look)
    observer.observe(current)
    look()
    return () => observer.disconnect()
  }, [content])
  return [element, scrolls] as const
}
