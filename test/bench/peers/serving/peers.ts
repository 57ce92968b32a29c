import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type ChildServer, startChild } from '../../serving/child-server.ts'
import { postOf } from '../../serving/drive.ts'
import { type Page, pageSchema, pageTables, tableNames, writePage } from '../../serving/page.ts'
import { pageQuery, pageVariables } from '../../serving/page-query.ts'
import { missingPeers } from '../peer-module.ts'

/** A way to serve the page that is not ours. */
export interface ServingPeer {
  readonly name: string
  readonly missing: string | null
  readonly request: Buffer
  /** How its answer is to be looked at: as the same JSON, or in the words of its own schema. */
  readonly pageOf: (answer: unknown) => Page
  readonly start: () => Promise<ChildServer>
}

interface Answer {
  readonly data: { readonly metrics: Page }
}
const ownWords = (answer: unknown): Page => (answer as Answer).data.metrics
const script = (name: string) => fileURLToPath(new URL(`${name}-server.ts`, import.meta.url))

/** Everything the page is served by beside the product, from tables that hold what the product answered. */
export async function servingPeers(
  folder: string,
  page: Page,
  databaseUrl: string | undefined,
): Promise<ServingPeer[]> {
  const file = join(folder, 'page.sqlite')
  const tables = pageTables(page)
  writePage(file, tables)
  const bytes = join(folder, 'page.json')
  writeFileSync(bytes, JSON.stringify({ data: { metrics: page } }))
  const request = postOf('/graphql', { query: pageQuery, variables: pageVariables })
  const total = String(page.totalCount)
  const same = { request, pageOf: ownWords }
  const mercurius = missingPeers('mercurius', 'fastify', 'graphql', 'graphql-jit')
  return [
    {
      ...{ ...same, name: 'static bytes, node:http: the ceiling', missing: null },
      start: () => startChild(script('static'), [bytes]),
    },
    {
      ...{ ...same, name: 'SQL and JSON by hand, node:http', missing: null },
      start: () => startChild(script('sql'), [file, total]),
    },
    {
      ...{ ...same, name: 'mercurius', missing: mercurius },
      start: () => startChild(script('mercurius'), [file, total]),
    },
    {
      ...{ ...same, name: 'mercurius with graphql-jit', missing: mercurius },
      start: () => startChild(script('mercurius'), [file, total, 'jit']),
    },
    {
      name: 'PostGraphile 5 on PostgreSQL',
      missing: databaseUrl === undefined ? 'TEST_DATABASE_URL is not set' : missingPeers('postgraphile'),
      request: postOf('/graphql', { query: postgraphileQuery }),
      pageOf: postgraphilePage,
      start: () => startPostgraphile(databaseUrl ?? '', tables),
    },
  ]
}

const postgraphileQuery = `{ allPageClients(first: 50, orderBy: ROW_ID_ASC) { totalCount nodes { key label
  pageValuesByClientId(orderBy: ROW_ID_ASC) { nodes { metric value text currency coverage rowCount score level
    pageSignalsByValueId(orderBy: ROW_ID_ASC) { nodes { key effect } }
    pageAssumptionsByValueId(orderBy: ROW_ID_ASC) { nodes { code rowCount } } } } } } }`

interface Nodes<T> {
  readonly nodes: readonly T[]
}
type Flat = Omit<Page['rows'][number]['values'][number], 'metric' | 'confidence' | 'assumptions'> & {
  readonly metric: string
  readonly score: number
  readonly level: string
  readonly pageSignalsByValueId: Nodes<{ readonly key: string; readonly effect: number }>
  readonly pageAssumptionsByValueId: Nodes<{ readonly code: string; readonly rowCount: number }>
}

function postgraphilePage(answer: unknown): Page {
  const { allPageClients } = (
    answer as {
      data: {
        allPageClients: { totalCount: number } & Nodes<{
          key: string
          label: string
          pageValuesByClientId: Nodes<Flat>
        }>
      }
    }
  ).data
  return {
    totalCount: allPageClients.totalCount,
    rows: allPageClients.nodes.map(({ key, label, pageValuesByClientId }) => ({
      key,
      dimensions: [{ key, label }],
      values: pageValuesByClientId.nodes.map(
        ({ metric, score, level, pageSignalsByValueId, pageAssumptionsByValueId, ...value }) => ({
          metric: { key: metric },
          ...value,
          confidence: { score, level, signals: pageSignalsByValueId.nodes },
          assumptions: pageAssumptionsByValueId.nodes,
        }),
      ),
    })),
  }
}

/** In a schema of its own that goes when the server stops. */
async function startPostgraphile(url: string, tables: ReturnType<typeof pageTables>): Promise<ChildServer> {
  const schema = `bench_${randomBytes(6).toString('hex')}`
  const client = new pg.Client(url)
  await client.connect()
  await client.query(`create schema ${schema}; set search_path to ${schema}; ${pageSchema}`)
  for (const [name, rows] of Object.entries(tables) as [keyof typeof tables, unknown[][]][])
    for (const row of rows)
      await client.query(`insert into ${tableNames[name]} values (${row.map((_, i) => `$${i + 1}`).join(', ')})`, row)
  await client.query('analyze')
  const drop = async () => {
    await client.query(`drop schema ${schema} cascade`)
    await client.end()
  }
  const server = await startChild(script('postgraphile'), [url, schema]).catch(async error => {
    await drop()
    throw error
  })
  const stop = async () => {
    await server.stop()
    await drop()
  }
  return { ...server, stop, [Symbol.asyncDispose]: stop }
}
