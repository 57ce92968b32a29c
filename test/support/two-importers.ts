import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { sql } from 'kysely'
import { dbOf } from '../../server/db/tables.ts'
import type { ImportOutcome } from '../../server/snapshots/import-outcome.ts'
import type { ImportRequest } from '../../server/snapshots/import-request.ts'
import { correctRows } from '../../server/snapshots/importing/correct-rows.ts'
import type { ImportContext } from '../../server/snapshots/importing/import-context.ts'
import { importSheet } from '../../server/snapshots/importing/import-sheet.ts'
import { revertSnapshot } from '../../server/snapshots/importing/revert-snapshot.ts'
import type { TestDatabase } from './database.ts'
import { fileRequest } from './imports.ts'

const NOW = Date.UTC(2026, 6, 15, 12)
const TABLES = [
  'client',
  'client_row',
  'person',
  'term',
  'staff_row',
  'time_log_row',
  'invoice_row',
  'time_month',
  'time_open_month',
  'time_person_month',
  'invoice_month',
  'row_issue',
  'rejected_row',
  'snapshot',
] as const

/** One organization of the database and its importer: by columns, or the plain way by tables. */
export async function importer(
  database: TestDatabase,
  plainly: boolean,
  {
    maxRows = 2e6,
    chunkRows = 16,
    helpedBytes = Infinity,
    signal = new AbortController().signal,
    report = () => undefined,
    checkCancelled = () => undefined,
    copying,
  }: Partial<Pick<ImportContext, 'chunkRows' | 'helpedBytes' | 'signal' | 'report' | 'checkCancelled' | 'copying'>> & {
    maxRows?: number
  } = {},
) {
  const db = dbOf(database.orm.em.fork())
  const { id: organizationId } = await db
    .insertInto('organization')
    .values({
      name: plainly ? 'By tables' : 'By columns',
      base_currency: 'USD',
      fiscal_year_start: 1,
      default_cost_rate: null,
      last_snapshot: 0,
      data_version: 0,
      created_at: NOW,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const by = { organizationId, userId: null, role: null }
  const surroundings = (): ImportContext => ({
    em: database.orm.em.fork(),
    now: NOW,
    limits: { maxBytes: 1e9, maxRows, minQuality: 0 },
    signal,
    checkCancelled,
    report,
    whileWriting: write => write(),
    // So few rows in memory: the others wait in files. Files of so many bytes are read with the help of a second thread.
    ...(plainly ? { plainly: true as const } : { chunkRows, helpedBytes, ...(copying ? { copying } : {}) }),
  })
  return {
    upload: async (dataset: string, content: string, options: Partial<ImportRequest> = {}): Promise<ImportOutcome> => {
      const request = fileRequest(by, dataset, content, options)
      try {
        return await importSheet(surroundings(), request)
      } finally {
        if (request.source.kind === 'file') rmSync(request.source.path)
      }
    },
    correct: async (snapshot: string, row: number, cells: Record<string, string>) =>
      await correctRows(surroundings(), {
        uid: randomUUID(),
        by,
        snapshot,
        rows: [{ row, cells }],
        mode: 'LENIENT',
        dryRun: false,
        description: null,
      }),
    revert: async (snapshot: string) =>
      await revertSnapshot(surroundings(), { uid: randomUUID(), by, snapshot, reason: 'test' }),
    /** The rejected rows of the newest snapshot, and the uid of the snapshot with a number. */
    rejected: async () =>
      await dbOf(database.orm.em.fork())
        .selectFrom('rejected_row as r')
        .innerJoin('snapshot as s', join =>
          join.onRef('s.organization_id', '=', 'r.organization_id').onRef('s.number', '=', 'r.snapshot'),
        )
        .select(['s.uid', 'r.row'])
        .where('r.organization_id', '=', organizationId)
        .orderBy('s.number', 'desc')
        .orderBy('r.row')
        .executeTakeFirst(),
    uidOf: async (number: number) =>
      (
        await dbOf(database.orm.em.fork())
          .selectFrom('snapshot')
          .select('uid')
          .where('organization_id', '=', organizationId)
          .where('number', '=', number)
          .executeTakeFirst()
      )?.uid,
    /** Every row of every table, without what differs between two organizations by nature. */
    stored: async () => {
      const state: Record<string, string[]> = {}
      for (const table of TABLES) {
        const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}
          where organization_id = ${organizationId}`.execute(dbOf(database.orm.em.fork()))
        state[table] = rows.map(({ organization_id: _, uid: __, ...rest }) => JSON.stringify(rest)).sort()
      }
      return state
    },
  }
}

/** What an outcome says, without ids. */
export const said = (outcome: unknown): unknown =>
  JSON.parse(
    JSON.stringify(outcome, (key, value) => (['uid', 'organizationId', 'snapshots'].includes(key) ? undefined : value)),
  )
