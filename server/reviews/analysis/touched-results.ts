import { sql } from 'kysely'
import { dayOfInstant, monthOfDay } from '../../analytics/calendar.ts'
import type { Db } from '../../db/tables.ts'

/** What is to be analysed: results of these clients and months, and of the firm in these months. */
export interface AnalysisRequest {
  /** Number of the snapshot whose rows came or went; absent: everything that the rest says. */
  readonly snapshot?: number | undefined
  /** Absent: all. */
  readonly clients?: readonly number[] | undefined
  readonly firstMonth?: number | undefined
  readonly lastMonth?: number | undefined
}

/** A client's month, and who brought the newest of its rows. */
export interface TouchedResult {
  readonly clientId: number
  readonly month: number
  readonly uploadedBy: number | null
}

interface Touch {
  readonly client_id: number
  readonly month: number
  readonly snapshot: number
}

/**
 * The months of clients that a request touches: those with rows that a snapshot brought or took away. Licenses touch
 * the months they are in force, from the first month with invoices or time to the present one; staff touch all months
 * with time, exchange rates all with foreign invoices; names of clients and budgets change no result.
 */
export async function touchedResults(
  db: Db,
  organizationId: number,
  { snapshot, clients, firstMonth, lastMonth }: AnalysisRequest,
  now: number,
): Promise<TouchedResult[]> {
  const uploaders = await readUploaders(db, organizationId)
  const dataset = snapshot === undefined ? null : uploaders.get(snapshot)?.dataset
  const touches: Touch[] = []
  const add = async (query: ReturnType<typeof sql<Touch>>) => {
    for (const { client_id, month, snapshot: brought } of (await query.execute(db)).rows)
      touches.push({ client_id: Number(client_id), month: Number(month), snapshot: Number(brought) })
  }
  const has = (...kinds: string[]) => dataset === null || kinds.includes(dataset ?? '')
  const only = (fits: boolean) => (snapshot === undefined || !fits ? sql`` : sql` and snapshot = ${snapshot}`)
  const rollup = (table: string, narrow: boolean) => sql<Touch>`select client_id, month, max(snapshot) as snapshot
    from ${sql.table(table)} where organization_id = ${organizationId}${only(narrow)} group by client_id, month`
  if (has('TIME_LOGS')) await add(rollup('time_open_month', true))
  if (has('TIME_LOGS', 'STAFF')) await add(rollup('time_month', dataset === 'TIME_LOGS'))
  if (has('INVOICES')) await add(rollup('invoice_month', true))
  if (has('INVOICES', 'FX_RATES'))
    await add(sql<Touch>`select client_id, month, max(coalesce(superseded_by, snapshot)) as snapshot from invoice_row
      where organization_id = ${organizationId} and is_foreign = 1
        ${dataset === 'INVOICES' ? sql` and (snapshot = ${snapshot} or superseded_by = ${snapshot})` : sql``}
      group by client_id, month`)
  if (has('LICENSES')) touches.push(...(await licenseTouches(db, organizationId, snapshot, now)))
  const wanted = clients && new Set(clients)
  const newest = new Map<string, Touch>()
  for (const touch of touches) {
    const { client_id, month } = touch
    if (client_id === 0 || (wanted && !wanted.has(client_id))) continue
    if (month < (firstMonth ?? month) || month > (lastMonth ?? month)) continue
    const key = `${client_id} ${month}`
    if ((newest.get(key)?.snapshot ?? -1) < touch.snapshot) newest.set(key, touch)
  }
  return [...newest.values()].map(touch => ({
    clientId: touch.client_id,
    month: touch.month,
    // A sheet of staff or rates changes results that others brought: it is the one that counts.
    uploadedBy: uploaders.get(snapshot ?? touch.snapshot)?.uploadedBy ?? null,
  }))
}

async function readUploaders(db: Db, organizationId: number) {
  const rows = await db
    .selectFrom('snapshot')
    .select(['number', 'dataset', 'uploaded_by'])
    .where('organization_id', '=', organizationId)
    .execute()
  return new Map(rows.map(row => [row.number, { dataset: row.dataset as string, uploadedBy: row.uploaded_by }]))
}

async function licenseTouches(db: Db, organizationId: number, snapshot: number | undefined, now: number) {
  const thisMonth = monthOfDay(dayOfInstant(now))
  const first = await firstMonthOfData(db, organizationId)
  const rows = await db
    .selectFrom('license_row')
    .select(['client_id', 'snapshot', 'superseded_by', 'start_day', 'end_day'])
    .where('organization_id', '=', organizationId)
    .$if(snapshot !== undefined, query =>
      query.where(eb => eb.or([eb('snapshot', '=', snapshot!), eb('superseded_by', '=', snapshot!)])),
    )
    .execute()
  return rows.flatMap(row => {
    const from = Math.max(row.start_day === null ? 0 : monthOfDay(row.start_day), first ?? thisMonth)
    const to = Math.min(row.end_day === null ? thisMonth : monthOfDay(row.end_day), thisMonth)
    const brought = row.superseded_by ?? row.snapshot
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => ({
      ...{ client_id: row.client_id, month: from + index, snapshot: brought },
    }))
  })
}

async function firstMonthOfData(db: Db, organizationId: number): Promise<number | null> {
  const { rows } = await sql<{ month: number | null }>`select min(month) as month from (
    select min(month) as month from time_month where organization_id = ${organizationId}
    union all select min(month) as month from invoice_month where organization_id = ${organizationId}) as months`.execute(
    db,
  )
  const month = rows[0]?.month
  return month === null || month === undefined ? null : Number(month)
}
