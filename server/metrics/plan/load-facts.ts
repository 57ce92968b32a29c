import type { FactName } from '../catalogue/facts.ts'
import type { Measure } from '../catalogue/measure.ts'
import { addCapacity } from '../facts/add-capacity.ts'
import { addForeignInvoices, addInvoices, addPendingOverdue } from '../facts/add-invoices.ts'
import { addLicenses } from '../facts/add-licenses.ts'
import { addOpenTime, addTime } from '../facts/add-time.ts'
import { columnsOf, matches, type RowFilter } from '../filters/row-filter.ts'
import type { Grid } from '../grid/grid.ts'
import type { GroupDimension } from '../names/dimension-members.ts'
import { type DaySpan, isSameSpan, wholeMonthsOf } from '../periods/day-span.ts'
import type { FactRequest, KeyColumn } from '../sql/fact-request.ts'
import { foreignInvoiceQuery, invoiceMonthQuery, invoiceRowQuery, pendingOverdueQuery } from '../sql/invoice-queries.ts'
import { type OpenTimeSums, timeMonthQuery, timeOpenMonthQuery, timeRowQuery } from '../sql/time-queries.ts'
import type { Reading } from './reading.ts'

/** Grids of the same days and the same filter: each fact is read once for all of them. */
export interface Load {
  readonly span: DaySpan
  readonly filter: RowFilter
  /** Dimensions that any of the grids tells apart. */
  readonly dimensions: ReadonlySet<GroupDimension>
  readonly grids: readonly Grid[]
  readonly measures: ReadonlySet<Measure>
}

const keyOf: Readonly<Partial<Record<GroupDimension, KeyColumn>>> = {
  CLIENT: 'client_id',
  INDUSTRY: 'client_id',
  SERVICE_LINE: 'service_line_id',
  STAFF: 'person_id',
  TEAM: 'person_id',
  PROJECT: 'project_id',
  WORK_TYPE: 'work_type',
}

/** Reads every fact that the measures need and adds it to all grids. */
export async function loadFacts(reading: Reading, load: Load): Promise<void> {
  const needed = new Set<FactName>([...load.measures].map(measure => measure.fact))
  if (needed.has('invoices')) await loadInvoices(reading, load)
  if (needed.has('time')) await loadTime(reading, load)
  if (needed.has('licenses')) await loadLicenses(reading, load)
  if (needed.has('capacity')) await loadCapacity(reading, load)
}

async function requestOf(reading: Reading, { span, filter, dimensions, grids }: Load): Promise<FactRequest> {
  const people = columnsOf(filter).has('staff') ? await reading.people() : null
  return {
    tenant: reading.tenant,
    span,
    time: grids.every(grid => grid.takesMonthsOf(span)) ? 'month' : 'day',
    keys: [...new Set([...dimensions].flatMap(dimension => keyOf[dimension] ?? []))],
    filter,
    context: {
      dialect: reading.dialect,
      personsOf: staff => [...staff].flatMap(position => people?.members[Number(position)]?.persons ?? []),
    },
  }
}

/** Whether sums by month answer it: whole months, and nothing that only rows know. */
const isMonthly = (request: FactRequest, known: readonly string[]): boolean =>
  request.time === 'month' &&
  isSameSpan(request.span, wholeMonthsOf(request.span)) &&
  [...request.keys, ...columnsOf(request.filter)].every(column => known.includes(column))

async function loadInvoices(reading: Reading, load: Load): Promise<void> {
  const request = await requestOf(reading, load)
  // Overdue is judged on the last day of the time asked for, or today while that is not over.
  const businessDay = Math.min(load.span.to, reading.today)
  const { db } = reading
  if (isMonthly(request, ['client_id', 'service_line_id'])) {
    const { rows } = await db.executeQuery(invoiceMonthQuery(db, request))
    for (const grid of load.grids) addInvoices(grid, rows)
    if ([...load.measures].some(measure => measure.slot === 'overdue')) {
      const pending = await db.executeQuery(pendingOverdueQuery(db, request, businessDay))
      for (const grid of load.grids) addPendingOverdue(grid, pending.rows)
    }
  } else {
    const { rows } = await db.executeQuery(invoiceRowQuery(db, request, businessDay))
    for (const grid of load.grids) addInvoices(grid, rows)
  }
  const foreign = await db.executeQuery(foreignInvoiceQuery(db, request, businessDay))
  if (foreign.rows.length === 0) return
  const rates = await reading.rates()
  const { baseCurrency } = reading.organization
  for (const grid of load.grids) addForeignInvoices(grid, foreign.rows, rates, baseCurrency, request.time === 'day')
}

async function loadTime(reading: Reading, load: Load): Promise<void> {
  const request = await requestOf(reading, load)
  const { db } = reading
  const open = [...load.measures].some(measure => measure.slot === 'cost' || measure.slot === 'value')
  const people = open || request.keys.includes('person_id') ? await reading.people() : null
  const placed = <Row extends { readonly person_id?: number }>(rows: readonly Row[]) =>
    people ? rows.map(row => ({ ...row, staff: people.memberOfPerson.get(row.person_id ?? -1) ?? -1 })) : rows
  if (isMonthly(request, ['client_id'])) {
    const { rows } = await db.executeQuery(timeMonthQuery(db, request))
    for (const grid of load.grids) addTime(grid, rows)
    if (!open || !people) return
    const rest = await db.executeQuery(timeOpenMonthQuery(db, request))
    for (const grid of load.grids) addOpenTime(grid, rest.rows, people, reading.organization.defaultCostRate)
    return
  }
  const rows = placed((await db.executeQuery(timeRowQuery(db, request, open))).rows)
  for (const grid of load.grids) {
    addTime(grid, rows)
    if (open && people)
      addOpenTime(grid, rows as ((typeof rows)[number] & OpenTimeSums)[], people, reading.organization.defaultCostRate)
  }
}

async function loadLicenses(reading: Reading, load: Load): Promise<void> {
  const rows = (await reading.licenses()).filter(row =>
    matches(load.filter, column =>
      column === 'vendor_id' ? (row.vendor_id ?? 0) : column === 'product_id' ? row.product_id : row.client_id,
    ),
  )
  const slots = new Set([...load.measures].filter(({ fact }) => fact === 'licenses').map(({ slot }) => slot))
  for (const grid of load.grids) addLicenses(grid, rows, slots)
}

async function loadCapacity(reading: Reading, load: Load): Promise<void> {
  const rows = (await reading.capacities()).filter(({ staff }) => matches(load.filter, () => staff))
  for (const grid of load.grids) addCapacity(grid, rows)
}
