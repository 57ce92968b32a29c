import { dayOfInstant, firstDayOfMonth } from '../../analytics/calendar.ts'
import type { Dialect } from '../../db/dialect.ts'
import type { Db } from '../../db/tables.ts'
import type { FactName } from '../catalogue/facts.ts'
import { type FactPast, readPast } from '../confidence/read-past.ts'
import { type Capacity, capacities } from '../facts/add-capacity.ts'
import type { BudgetRow } from '../facts/budgets.ts'
import { ExchangeRates } from '../facts/exchange-rates.ts'
import { type LicenseRow, monthsInForce } from '../facts/license.ts'
import {
  type ClientName,
  type Names,
  readClientNames,
  readPeople,
  readTermNames,
  type TermName,
} from '../names/names.ts'
import type { People } from '../names/people.ts'
import {
  budgetQuery,
  invoiceMonthsQuery,
  licenseQuery,
  personMonthsQuery,
  rateQuery,
  snapshotQuery,
  timeMonthsQuery,
} from '../sql/list-queries.ts'
import type { Tenant } from '../sql/tenant.ts'
import type { Lists } from './shared-lists.ts'

export interface OrganizationSetting {
  readonly id: number
  readonly baseCurrency: string
  /** 1 to 12. */
  readonly fiscalYearStart: number
  /** Minor units an hour; null: not set. */
  readonly defaultCostRate: number | null
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

/** One look at an organization's data as of a snapshot. Short lists are read when first needed, and once a state. */
export class Reading {
  readonly db: Db
  readonly dialect: Dialect
  readonly tenant: Tenant
  readonly organization: OrganizationSetting
  /** The day it is, in UTC. */
  readonly today: number
  readonly #known: Lists

  constructor(
    db: Db,
    dialect: Dialect,
    tenant: Tenant,
    organization: OrganizationSetting,
    now: number,
    lists: Lists = new Map(),
  ) {
    this.db = db
    this.dialect = dialect
    this.tenant = tenant
    this.organization = organization
    this.today = dayOfInstant(now)
    this.#known = lists
  }

  #once<T>(name: string, read: () => Promise<T>): Promise<T> {
    const known = this.#known.get(name) as Promise<T> | undefined
    if (known) return known
    const reading = read()
    this.#known.set(name, reading)
    reading.catch(() => this.#known.delete(name))
    return reading
  }

  clients = (): Promise<ReadonlyMap<number, ClientName>> =>
    this.#once('clients', () => readClientNames(this.db, this.tenant))
  terms = (): Promise<ReadonlyMap<number, TermName>> => this.#once('terms', () => readTermNames(this.db, this.tenant))
  people = (): Promise<People> => this.#once('people', () => readPeople(this.db, this.tenant))
  licenses = (): Promise<readonly LicenseRow[]> =>
    this.#once('licenses', async () => (await licenseQuery(this.db, this.tenant).execute()) as LicenseRow[])
  licensesByClient = (): Promise<ReadonlyMap<number, readonly LicenseRow[]>> =>
    this.#once('licensesByClient', async () => Map.groupBy(await this.licenses(), license => license.client_id))
  rates = (): Promise<ExchangeRates> =>
    this.#once('rates', async () => new ExchangeRates(await rateQuery(this.db, this.tenant).execute()))
  budgets = (): Promise<readonly BudgetRow[]> =>
    this.#once('budgets', () => budgetQuery(this.db, this.tenant).execute())
  snapshots = (): Promise<readonly SnapshotFacts[]> =>
    this.#once('snapshots', () => snapshotQuery(this.db, this.tenant).execute())
  /** What uploads and months of the past say of how far a fact's values can be trusted. */
  past = (fact: FactName): Promise<FactPast> => this.#once(`past ${fact}`, () => readPast(this, fact))
  invoiceMonths = (): Promise<MonthSpan | null> =>
    this.#once('invoiceMonths', async () =>
      monthSpan(await invoiceMonthsQuery(this.db, this.tenant).executeTakeFirst()),
    )
  timeMonths = (): Promise<MonthSpan | null> =>
    this.#once('timeMonths', async () => monthSpan(await timeMonthsQuery(this.db, this.tenant).executeTakeFirst()))

  /** First to last month with an invoice or a time log. */
  async months(): Promise<MonthSpan | null> {
    const spans = [await this.invoiceMonths(), await this.timeMonths()].filter(span => span !== null)
    if (spans.length === 0) return null
    return { first: Math.min(...spans.map(span => span.first)), last: Math.max(...spans.map(span => span.last)) }
  }

  capacities = (): Promise<readonly Capacity[]> =>
    this.#once('capacities', async () => {
      const { members } = await this.people()
      const known = members.some(member => member.staff === null)
        ? await personMonthsQuery(this.db, this.tenant).execute()
        : []
      return capacities(
        members,
        new Map(known.map(row => [row.person_id, { first: Number(row.first), last: Number(row.last) }])),
      )
    })

  /** The first day that licenses cover: of the earliest one, active or not; null: there is none. */
  firstLicenseDay = (): Promise<number | null> =>
    this.#once('firstLicenseDay', async () => {
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

function monthSpan(row: { first: unknown; last: unknown } | undefined): MonthSpan | null {
  return row === undefined || row.first === null ? null : { first: Number(row.first), last: Number(row.last) }
}
