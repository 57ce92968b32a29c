import { monthOfDay } from '../../analytics/calendar.ts'
import { type Columns, numbersOf, rowsOfColumns } from '../../db/columns.ts'
import type { FactName } from '../catalogue/facts.ts'
import type { Measure } from '../catalogue/measure.ts'
import { addCapacity } from '../facts/add-capacity.ts'
import { addForeignInvoices, addInvoiceMonths, addInvoices, addPendingOverdue } from '../facts/add-invoices.ts'
import { addLicenses } from '../facts/add-licenses.ts'
import { addRatedMonths, addTimeMonths, timeSlots } from '../facts/add-time.ts'
import { columnsOf, matches, type RowFilter } from '../filters/row-filter.ts'
import { addColumns } from '../grid/add-columns.ts'
import type { Grid } from '../grid/grid.ts'
import { chosenMonths } from '../months/chosen-months.ts'
import type { MonthTable } from '../months/month-table.ts'
import type { GroupDimension } from '../names/dimension-members.ts'
import { type DaySpan, isSameSpan, wholeMonthsOf } from '../periods/day-span.ts'
import type { FactRequest, KeyColumn } from '../sql/fact-request.ts'
import { foreignInvoiceQuery, type InvoiceSums, invoiceRowQuery, pendingOverdueQuery } from '../sql/invoice-queries.ts'
import { timePersonMonthQuery, timeRowQuery } from '../sql/time-queries.ts'
import type { Reading } from './reading.ts'

/** Grids of the same days and the same filter: each fact is read once for all of them. */
export interface Load {
  readonly span: DaySpan
  readonly filter: RowFilter
  /** Dimensions that any of the grids tells apart. */
  readonly dimensions: ReadonlySet<GroupDimension>
  readonly grids: readonly Grid[]
  /** The one cell of all together; `of`: the grid whose cells make it up, where each row is in one of them. */
  readonly total: { readonly grid: Grid; readonly of: Grid | null } | null
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
  if (needed.has('invoices')) await withTotal('invoices', load, to => loadInvoices(reading, to))
  if (needed.has('time')) await withTotal('time', load, to => loadTime(reading, to))
  // A license or person of several steps is one in the total.
  const whole = load.total?.of && load.total.of.windows.length > 1 ? withoutParts(load, load.total.grid) : load
  if (needed.has('licenses')) await withTotal('licenses', whole, to => loadLicenses(reading, to))
  if (needed.has('capacity')) await withTotal('capacity', whole, to => loadCapacity(reading, to))
}

/** Loads what falls into one cell each, and adds up the total where the cells make it up. */
async function withTotal(fact: FactName, load: Load, work: (load: Load) => Promise<void>): Promise<void> {
  const { grid, of } = load.total ?? { grid: null, of: null }
  await work(grid && !of ? { ...load, grids: [...load.grids, grid] } : load)
  if (grid && of) grid.reserve(fact).addAll(of.sums(fact), 0)
}

/** The total is not to be made up of the cells of another grid. */
const withoutParts = (load: Load, grid: Grid): Load => ({ ...load, total: { grid, of: null } })

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

const chosenOf = (table: MonthTable, { span, filter }: Load): Int32Array =>
  chosenMonths(table, monthOfDay(span.from), monthOfDay(span.to), filter)

/** Rows of the months and clients that are asked for, which the tables begin with; no bound where no client is named. */
function rowsOfClients(table: MonthTable, { span, filter }: Load): number {
  const all = filter.all.filter(({ column }) => column === 'client_id')
  if (all.length === 0) return Number.POSITIVE_INFINITY
  const chosen = chosenMonths(table, monthOfDay(span.from), monthOfDay(span.to), { all, not: [] })
  return chosen.reduce((sum, row) => sum + table.sums.rows![row]!, 0)
}

async function loadInvoices(reading: Reading, load: Load): Promise<void> {
  const request = await requestOf(reading, load)
  // Overdue is judged on the last day of the time asked for, or today while that is not over.
  const businessDay = Math.min(load.span.to, reading.today)
  const { db } = reading
  if (isMonthly(request, ['client_id', 'service_line_id'])) {
    const table = await reading.invoiceTable()
    const chosen = chosenOf(table, load)
    for (const grid of load.grids) addInvoiceMonths(grid, table, chosen)
    if ([...load.measures].some(measure => measure.slot === 'overdue')) {
      const pending = await db.executeQuery(pendingOverdueQuery(db, request, businessDay))
      for (const grid of load.grids) addPendingOverdue(grid, pending.rows)
    }
  } else {
    const few = rowsOfClients(await reading.invoiceTable(), load)
    const rows = rowsOfColumns<InvoiceSums>(await reading.columns(invoiceRowQuery(db, request, businessDay), few))
    for (const grid of load.grids) addInvoices(grid, rows)
  }
  if (!(await reading.hasForeignInvoices())) return
  const foreign = await db.executeQuery(foreignInvoiceQuery(db, request, businessDay))
  if (foreign.rows.length === 0) return
  const rates = await reading.rates()
  const { baseCurrency } = reading.organization
  for (const grid of load.grids) addForeignInvoices(grid, foreign.rows, rates, baseCurrency, request.time === 'day')
}

async function loadTime(reading: Reading, load: Load): Promise<void> {
  const request = await requestOf(reading, load)
  const rated = [...load.measures].some(measure => measure.slot === 'cost' || measure.slot === 'value')
  // Mostly every log has its rates, and no question need tell people apart for them.
  const open = rated ? await reading.ratedTable() : null
  if (isMonthly(request, ['client_id'])) {
    const table = await reading.timeTable()
    const chosen = chosenOf(table, load)
    for (const grid of load.grids) addTimeMonths(grid, table, chosen)
    if (!open) return
    const chosenOpen = chosenOf(open, load)
    for (const grid of load.grids) addRatedMonths(grid, open, chosenOpen)
    return
  }
  const rates = open && open.count > 0 ? await reading.personRates() : null
  const query = isMonthly(request, ['person_id', 'staff', 'work_type']) ? timePersonMonthQuery : timeRowQuery
  const few = rowsOfClients(await reading.timeTable(), load)
  const rows = await reading.columns(query(reading.db, request, rates !== null), few)
  const slots = timeSlots(rows, rates)
  const staff = request.keys.includes('person_id') ? await staffOf(reading, rows) : null
  for (const grid of load.grids) await addColumns(grid, 'time', rows, staff, slots)
}

/** Positions among the people. */
async function staffOf(reading: Reading, rows: Columns): Promise<Float64Array> {
  const { memberOfPerson } = await reading.people()
  return numbersOf(rows, 'person_id').map(person => memberOfPerson.get(person) ?? -1)
}

async function loadLicenses(reading: Reading, load: Load): Promise<void> {
  const licenses = await reading.licenseTable()
  const slots = new Set([...load.measures].filter(({ fact }) => fact === 'licenses').map(({ slot }) => slot))
  for (const grid of load.grids) addLicenses(grid, licenses, licenses.matching(load.filter), slots)
}

async function loadCapacity(reading: Reading, load: Load): Promise<void> {
  const rows = (await reading.capacities()).filter(({ staff }) => matches(load.filter, () => staff))
  for (const grid of load.grids) addCapacity(grid, rows)
}
