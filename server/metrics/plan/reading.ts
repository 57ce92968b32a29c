import type { CompiledQuery } from 'kysely'
import { dayOfInstant, firstDayOfMonth } from '../../analytics/calendar.ts'
import type { DatasetKind } from '../../datasets/dataset.ts'
import { type Columns, columnsOfRows, mergedColumns, numbersOf, rowsOfColumns } from '../../db/columns.ts'
import type { Dialect } from '../../db/dialect.ts'
import type { Readers } from '../../db/readers/readers.ts'
import type { Db } from '../../db/tables.ts'
import { type FactName, facts } from '../catalogue/facts.ts'
import { type FactPast, readPast } from '../confidence/read-past.ts'
import { type Capacity, capacities } from '../facts/add-capacity.ts'
import { personRates } from '../facts/add-time.ts'
import type { BudgetRow } from '../facts/budgets.ts'
import { ExchangeRates } from '../facts/exchange-rates.ts'
import { type LicenseRow, monthsInForce } from '../facts/license.ts'
import { LicenseTable } from '../facts/license-table.ts'
import { type MonthTable, monthTable } from '../months/month-table.ts'
import { dimensionMembers, type GroupDimension } from '../names/dimension-members.ts'
import type { Members } from '../names/member.ts'
import {
  type ClientName,
  type Names,
  readClientNames,
  readPeople,
  readTermNames,
  type TermName,
} from '../names/names.ts'
import type { People } from '../names/people.ts'
import type { KeptReviews } from '../reviews/kept-reviews.ts'
import {
  anyForeignInvoiceQuery,
  budgetQuery,
  invoiceMonthsQuery,
  licenseQuery,
  personMonthsQuery,
  rateQuery,
  snapshotQuery,
} from '../sql/list-queries.ts'
import {
  invoiceChangeQuery,
  invoiceSums,
  type PersonRate,
  ratedMonthQuery,
  ratedSums,
  timeChangeQuery,
  timeSums,
} from '../sql/month-change-queries.ts'
import type { Tenant } from '../sql/tenant.ts'
import { KeptSides } from './kept-sides.ts'
import { knownOnce, Lists } from './shared-lists.ts'

export interface OrganizationSetting {
  readonly id: number
  readonly baseCurrency: string
  /** 1 to 12. */
  readonly fiscalYearStart: number
  /** Minor units an hour; null: not set. */
  readonly defaultCostRate: number | null
}

interface PersonMonths extends MonthSpan {
  readonly person_id: number
}

export interface MonthSpan {
  readonly first: number
  readonly last: number
}

export interface SnapshotFacts {
  readonly number: number
  readonly uid: string
  readonly dataset: string
  readonly created_at: number
  readonly row_count: number
  readonly rejected_count: number
  readonly first_day: number | null
  readonly last_day: number | null
  /** DataQuality as JSON. */
  readonly quality: string
  readonly corrects: number | null
  readonly reverts: number | null
  readonly reverted_by: number | null
}

/** Fewer are read within some 20 ms; starting a thread takes longer. */
const MANY_ROWS = 20_000
/** Fewer are read within 3 ms; a thread that competes for the processor answers light reads later (p99 of three times as much). */
const FEW_ROWS = 3000

/** One look at an organization's data as of a snapshot. Short lists are read when first needed, and once a state. */
export class Reading {
  readonly db: Db
  readonly dialect: Dialect
  readonly tenant: Tenant
  readonly organization: OrganizationSetting
  /** The day it is, in UTC. */
  readonly today: number
  /** Null: none are kept. */
  readonly keptReviews: KeptReviews | null
  readonly #known: Lists
  readonly #readers: Readers | null

  constructor(
    db: Db,
    dialect: Dialect,
    tenant: Tenant,
    organization: OrganizationSetting,
    now: number,
    lists: Lists = new Lists(),
    readers: Readers | null = null,
    keptReviews: KeptReviews | null = null,
  ) {
    this.db = db
    this.dialect = dialect
    this.tenant = tenant
    this.organization = organization
    this.today = dayOfInstant(now)
    this.#known = lists
    this.#readers = readers
    this.keptReviews = keptReviews
  }

  #once<T>(name: string, read: () => Promise<T>): Promise<T> {
    return knownOnce(this.#known, name, read)
  }

  /**
   * A list that uploads of other datasets leave as it is: re-reading all of them after each upload of a few rows took the
   * first to ask a hundred times as long as the next.
   * @param continued the list with what uploads of its own datasets have added
   */
  #of<T>(
    datasets: readonly DatasetKind[],
    name: string,
    read: () => Promise<T>,
    continued: ((earlier: T) => Promise<T>) | null = null,
  ): Promise<T> {
    const standsSince = async (snapshot: number) =>
      !(await this.snapshots()).some(
        ({ number, dataset }) => number > snapshot && (datasets as readonly string[]).includes(dataset),
      )
    return knownOnce(this.#known, name, read, { standsSince, ...(continued && { continued }) })
  }

  /**
   * The members of a dimension, the same for all questions to a state of the data.
   * @param names with what the dimension needs of them
   */
  members = (dimension: GroupDimension, names: Names): Promise<Members> =>
    this.#once(`members ${dimension}`, async () => dimensionMembers(dimension, names))
  /** Whether any invoice, in force or not, is in another currency than the base. */
  hasForeignInvoices = (): Promise<boolean> =>
    this.#of(['INVOICES'], 'hasForeignInvoices', async () => {
      const row = await anyForeignInvoiceQuery(this.db, this.tenant).executeTakeFirst()
      return row !== undefined
    })

  clients = (): Promise<ReadonlyMap<number, ClientName>> =>
    this.#once('clients', () => readClientNames(this.db, this.tenant))
  terms = (): Promise<ReadonlyMap<number, TermName>> => this.#once('terms', () => readTermNames(this.db, this.tenant))
  people = (): Promise<People> =>
    this.#of(['TIME_LOGS', 'STAFF'], 'people', async () => readPeople(this.db, this.tenant, await this.personMonths()))
  licenses = (): Promise<readonly LicenseRow[]> =>
    this.#of(['LICENSES'], 'licenses', async () => (await licenseQuery(this.db, this.tenant).execute()) as LicenseRow[])
  licenseTable = (): Promise<LicenseTable> =>
    this.#of(['LICENSES'], 'licenseTable', async () => new LicenseTable(await this.licenses()))
  rates = (): Promise<ExchangeRates> =>
    this.#of(['FX_RATES'], 'rates', async () => new ExchangeRates(await rateQuery(this.db, this.tenant).execute()))
  budgets = (): Promise<readonly BudgetRow[]> =>
    this.#of(['BUDGETS'], 'budgets', () => budgetQuery(this.db, this.tenant).execute())
  snapshots = (): Promise<readonly SnapshotFacts[]> =>
    this.#once('snapshots', () => snapshotQuery(this.db, this.tenant).execute())
  /** What uploads and months of the past say of how far a fact's values can be trusted. */
  past = (fact: FactName): Promise<FactPast> =>
    // Without a staff list, capacity is known from the time logs.
    this.#of(fact === 'capacity' ? ['STAFF', 'TIME_LOGS'] : [facts[fact].dataset], `past ${fact}`, () =>
      readPast(this, fact),
    )
  /** The sums of tables that were asked for last. */
  sides = (): Promise<KeptSides> => this.#once('sides', async () => new KeptSides())
  /** What uploads changed in each month of each client (and service line), in that order. */
  timeChanges = (): Promise<Columns> =>
    this.#of(
      ['TIME_LOGS'],
      'timeChanges',
      () => this.columns(timeChangeQuery(this.db, this.tenant)),
      earlier => this.#withChanges(earlier, ['client_id', 'month', 'snapshot'], timeChangeQuery),
    )
  invoiceChanges = (): Promise<Columns> =>
    this.#of(
      ['INVOICES'],
      'invoiceChanges',
      () => this.columns(invoiceChangeQuery(this.db, this.tenant)),
      earlier => this.#withChanges(earlier, ['client_id', 'month', 'service_line_id', 'snapshot'], invoiceChangeQuery),
    )
  /** Changes with those of later snapshots, which all are of a higher number. @param order of the rows */
  async #withChanges(earlier: Columns, order: readonly string[], query: typeof timeChangeQuery): Promise<Columns> {
    const last = numbersOf(earlier, 'snapshot').reduce((a, b) => Math.max(a, b), 0)
    // Nothing but their order tells them apart from the others: looking at ten takes as long as reading one.
    return mergedColumns(earlier, await this.columns(query(this.db, this.tenant, last), earlier.count / 10), order)
  }
  /** The same added up: how things are. */
  timeTable = (): Promise<MonthTable> =>
    this.#of(['TIME_LOGS'], 'timeTable', async () => monthTable(await this.timeChanges(), timeSums))
  invoiceTable = (): Promise<MonthTable> =>
    this.#of(['INVOICES'], 'invoiceTable', async () => monthTable(await this.invoiceChanges(), invoiceSums, true))
  /** Time that needs a rate from the staff list, at those rates. */
  ratedTable = (): Promise<MonthTable> =>
    this.#of(['TIME_LOGS', 'STAFF'], `ratedTable ${this.organization.defaultCostRate}`, async () => {
      const query = ratedMonthQuery(this.db, this.tenant, this.dialect, await this.personRates())
      return monthTable(await this.columns(query), ratedSums)
    })
  personRates = async (): Promise<readonly PersonRate[]> =>
    personRates(await this.people(), this.organization.defaultCostRate)

  /**
   * Rows as columns. Where many rows may have to be looked at, a thread of its own does, and others are heard meanwhile.
   * @param few about how many, where that is known
   */
  async columns(query: CompiledQuery, few = Number.POSITIVE_INFINITY): Promise<Columns> {
    if (this.#readers && few > FEW_ROWS && (await this.isLarge()))
      return await this.#readers.read(query.sql, query.parameters)
    return columnsOfRows((await this.db.executeQuery<object>(query)).rows)
  }

  /** Whether reading through all rows takes long. */
  isLarge = (): Promise<boolean> =>
    this.#once('isLarge', async () => {
      const rows = (await this.snapshots()).reduce((sum, { row_count: count }) => sum + count, 0)
      return rows > MANY_ROWS
    })

  invoiceMonths = (): Promise<MonthSpan | null> =>
    this.#of(['INVOICES'], 'invoiceMonths', async () => {
      const [row] = rowsOfColumns<MonthSpan>(await this.columns(invoiceMonthsQuery(this.db, this.tenant).compile()))
      return row ? { first: Number(row.first), last: Number(row.last) } : null
    })
  timeMonths = (): Promise<MonthSpan | null> =>
    this.#of(['TIME_LOGS'], 'timeMonths', async () => {
      const { count, months } = await this.timeTable()
      return count === 0
        ? null
        : { first: months.reduce((a, b) => Math.min(a, b)), last: months.reduce((a, b) => Math.max(a, b)) }
    })

  /** First to last month with an invoice or a time log. */
  async months(): Promise<MonthSpan | null> {
    const spans = [await this.invoiceMonths(), await this.timeMonths()].filter(span => span !== null)
    if (spans.length === 0) return null
    return { first: Math.min(...spans.map(span => span.first)), last: Math.max(...spans.map(span => span.last)) }
  }

  /** First and last month with time of each person whom a time log names. */
  personMonths = (): Promise<ReadonlyMap<number, MonthSpan>> =>
    this.#of(['TIME_LOGS'], 'personMonths', async () => {
      const known = rowsOfColumns<PersonMonths>(await this.columns(personMonthsQuery(this.db, this.tenant).compile()))
      return new Map(known.map(({ person_id, ...span }) => [person_id, span]))
    })
  capacities = (): Promise<readonly Capacity[]> =>
    this.#of(['TIME_LOGS', 'STAFF'], 'capacities', async () =>
      capacities((await this.people()).members, await this.personMonths()),
    )

  /** The first day that licenses cover: of the earliest one, active or not; null: there is none. */
  firstLicenseDay = (): Promise<number | null> =>
    this.#of(['LICENSES'], 'firstLicenseDay', async () => {
      const firsts = (await this.licenses()).map(license => monthsInForce(license).first)
      if (firsts.length === 0) return null
      const first = firsts.reduce((least, month) => Math.min(least, month))
      return Number.isFinite(first) ? firstDayOfMonth(first) : first
    })

  /** Names for grouping and labels. */
  async names(need: { clients: boolean; terms: boolean; people: boolean }): Promise<Names> {
    return {
      organizationId: this.organization.id,
      clients: need.clients ? await this.clients() : new Map(),
      terms: need.terms ? await this.terms() : new Map(),
      people: need.people ? await this.people() : { members: [], memberOfPerson: new Map() },
    }
  }
}
