import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { databaseLocation } from '../../server/config.ts'
import { openDatabase } from '../../server/db/database.ts'
import { withoutTenant, withTenant } from '../../server/db/row-level-security/tenant-scope.ts'
import { dbOf } from '../../server/db/tables.ts'
import { jobHandlers } from '../../server/http/job-handlers.ts'
import { sleep } from '../../server/http/sleep.ts'
import { startServer } from '../../server/http/start-server.ts'
import { createJobRunner } from '../../server/jobs/create-job-runner.ts'
import { correctRows } from '../../server/snapshots/importing/correct-rows.ts'
import type { ImportContext } from '../../server/snapshots/importing/import-context.ts'
import { importSheet } from '../../server/snapshots/importing/import-sheet.ts'
import { revertSnapshot } from '../../server/snapshots/importing/revert-snapshot.ts'
import { nowOf } from '../metrics/oracle/import-world.ts'
import type { World } from '../metrics/oracle/world.ts'
import { fileRequest } from '../support/imports.ts'
import { testServer } from '../support/server.ts'
import type { SheetFile } from './sheet.ts'

/** How a sheet is uploaded. Days are texts. */
export interface UploadOptions {
  readonly mode: 'LENIENT' | 'STRICT'
  readonly scope: 'UPSERT' | 'REPLACE_ALL' | 'REPLACE_PERIOD'
  readonly period: { readonly from: string; readonly to: string } | null
  readonly createMissingClients: boolean
  readonly dryRun: boolean
}

/** What became of a step: a version with its number, or the name of what was answered instead. */
export interface Outcome {
  readonly type: string
  readonly id: string | null
  readonly number: number | null
}

/** What the owner is answered: data, and the words of errors. */
export interface Asked {
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by the test
  readonly data: any
  readonly errors: readonly string[]
}
type Ask = (query: string, variables?: object) => Promise<Asked>

/** An MSP on the server. Whoever brings data is the analyst, whoever decides and looks is the owner. */
export interface Firm {
  readonly ask: Ask
  readonly upload: (dataset: string, file: SheetFile, options: UploadOptions) => Promise<Outcome>
  readonly correct: (snapshot: string, row: number, column: string, text: string) => Promise<Outcome>
  readonly revert: (snapshot: string) => Promise<Outcome>
}

export interface FirmServer extends AsyncDisposable {
  /** Two MSPs of one world: what the one is told goes the way of the product, what the other is told the plain way. */
  readonly firms: (world: World) => Promise<{ readonly product: Firm; readonly plain: Firm }>
  /** When all that follows upon uploads and decisions is done. */
  readonly settle: () => Promise<void>
  /** The server's clock. */
  readonly setClock: (now: number) => void
  /** The same questions to a server that begins anew over the same database and keeps no answers. */
  readonly afresh: (
    work: (ask: (firm: Firm, ...question: Parameters<Ask>) => Promise<Asked>) => Promise<void>,
  ) => Promise<void>
}

/** The day of all histories. */
export const TODAY = '2026-01-20'
const DAY = 86_400_000
const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY
const outcome = 'type: __typename ... on Snapshot { id number }'
type Answered = { readonly type?: string; readonly __typename?: string; readonly id?: string; readonly number?: number }
const outcomeOf = ({ type, __typename, id, number }: Answered): Outcome => ({
  ...{ type: type ?? __typename ?? '', id: id ?? null, number: number ?? null },
})

export async function firmServer(): Promise<FirmServer> {
  let clock = nowOf({ today: TODAY })
  const server = await testServer(
    { ACCESS_TOKEN_MINUTES: '1440', SIGN_IN_RATE_LIMIT_PER_MINUTE: 'off', GRAPHQL_MAX_COST: '1000000000' },
    () => clock,
  )
  const { services, gate } = server.running
  const database = await openDatabase(databaseLocation(services.config), { connections: 1 })
  const runner = createJobRunner({
    ...{ em: server.served.em, gate, handlers: jobHandlers, now: () => clock, sleep, owner: 'a test' },
    report: error => {
      throw error
    },
  })
  const tokens = new Map<Firm, string>()
  let made = 0

  const settle = async (): Promise<void> => {
    for (;;) {
      while (await runner.runOne());
      // The server's own runner may be at one of them.
      const running = await withoutTenant('job queue', () =>
        dbOf(server.served.em.fork())
          .selectFrom('job')
          .select('id')
          .where('status', 'in', ['QUEUED', 'RUNNING'])
          .where('run_at', '<=', clock)
          .executeTakeFirst(),
      )
      if (!running) return
      await sleep(5, new AbortController().signal)
    }
  }

  async function organization(world: World) {
    const name = `Firm ${++made}`
    const { id, tokens } = await server.organization(name, 'OWNER', 'ANALYST')
    await dbOf(server.running.database.em.fork())
      .updateTable('organization')
      .set({
        ...{ base_currency: world.baseCurrency, fiscal_year_start: world.fiscalYearStart },
        default_cost_rate: world.defaultCostRate,
      })
      .where('id', '=', id)
      .execute()
    const analyst = await dbOf(server.running.database.em.fork())
      .selectFrom('user_account')
      .select('id')
      .where('email', '=', `analyst@${name.toLowerCase().replace(' ', '-')}.example`)
      .executeTakeFirstOrThrow()
    return { id, tokens, by: { organizationId: id, userId: analyst.id, role: 'ANALYST' } as const }
  }

  const asker =
    (token: string): Ask =>
    async (query, variables = {}) => {
      const { data, errors } = await server.ask(token, query, variables)
      return { data, errors: errors.map(({ message }) => message) }
    }

  function productFirm({ tokens }: Awaited<ReturnType<typeof organization>>): Firm {
    const analyst = asker(tokens.ANALYST)
    const change = async (query: string, variables: object) => {
      const { data, errors } = await analyst(query, variables)
      if (errors.length > 0) throw new Error(errors.join())
      return outcomeOf(Object.values(data)[0] as Answered)
    }
    return {
      ask: asker(tokens.OWNER),
      upload: async (dataset, { name, content }, { period, ...options }) => {
        const parameters = new URLSearchParams(Object.entries(options).map(([key, value]) => [key, String(value)]))
        if (period) for (const [key, day] of Object.entries(period)) parameters.set(key, day)
        const response = await fetch(`${server.address}/uploads/${dataset.toLowerCase()}?${parameters}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${tokens.ANALYST}`, 'x-file-name': name },
          body: new Uint8Array(content),
        })
        return outcomeOf((await response.json()) as Answered)
      },
      correct: (snapshot, row, heading, value) =>
        change(`mutation ($input: CorrectRowsInput!) { correctRows(input: $input) { ${outcome} } }`, {
          input: { snapshot, rows: [{ row, cells: [{ heading, value }] }] },
        }),
      revert: id => change(`mutation ($id: ID!) { revertSnapshot(id: $id, reason: "wrong") { ${outcome} } }`, { id }),
    }
  }

  function plainFirm({ id, tokens, by }: Awaited<ReturnType<typeof organization>>): Firm {
    const surroundings = (): ImportContext => ({
      em: database.em.fork(),
      now: clock,
      limits: { maxBytes: 1e9, maxRows: 2e6, minQuality: 0 },
      signal: new AbortController().signal,
      checkCancelled: () => undefined,
      report: () => undefined,
      whileWriting: write => gate.run(write),
      plainly: true,
    })
    type Ended = { readonly type: string; readonly snapshot?: { readonly uid: string; readonly number: number } }
    const done = async (work: () => Promise<unknown>): Promise<Outcome> => {
      const { type, snapshot } = (await withTenant(id, work)) as Ended
      return { type, id: snapshot?.uid ?? null, number: snapshot?.number ?? null }
    }
    return {
      ask: asker(tokens.OWNER),
      upload: async (dataset, { name, content }, { period, ...options }) => {
        const days = period && { from: dayNumber(period.from), to: dayNumber(period.to) }
        const request = fileRequest(by, dataset.toLowerCase(), content, { ...options, period: days, fileName: name })
        if (request.source.kind !== 'file') throw new Error('It is a file')
        const { path } = request.source
        try {
          return await done(() =>
            importSheet(surroundings(), { ...request, source: { ...request.source, fileName: name } as never }),
          )
        } finally {
          rmSync(path)
        }
      },
      correct: (snapshot, row, column, text) =>
        done(() =>
          correctRows(surroundings(), {
            ...{ uid: randomUUID(), by, snapshot, rows: [{ row, cells: { [column]: text } }] },
            ...{ mode: 'LENIENT', dryRun: false, description: null },
          }),
        ),
      revert: snapshot =>
        done(() => revertSnapshot(surroundings(), { uid: randomUUID(), by, snapshot, reason: 'wrong' })),
    }
  }

  return {
    settle,
    setClock: now => {
      clock = now
    },
    firms: async world => {
      clock = nowOf(world)
      const [one, other] = [await organization(world), await organization(world)]
      const [product, plain] = [productFirm(one), plainFirm(other)]
      tokens.set(product, one.tokens.OWNER).set(plain, other.tokens.OWNER)
      return { product, plain }
    },
    afresh: async work => {
      const fresh = await startServer({ ...services.config, answerCacheBytes: null }, { clock: () => clock })
      try {
        return await work(async (firm, query, variables = {}) => {
          const response = await fetch(`${fresh.address}/graphql`, {
            method: 'POST',
            headers: { authorization: `Bearer ${tokens.get(firm)}`, 'content-type': 'application/json' },
            body: JSON.stringify({ query, variables }),
          })
          const { data, errors = [] } = (await response.json()) as { data: unknown; errors?: { message: string }[] }
          return { data, errors: errors.map(({ message }) => message) }
        })
      } finally {
        await fresh.stop()
      }
    },
    [Symbol.asyncDispose]: async () => {
      await database.close(true)
      await server[Symbol.asyncDispose]()
    },
  }
}
