import type { Manifest } from './archive/manifest.ts'

/** Runs one statement on a plain connection: the facts are those of a snapshot that no ORM holds open. */
export type Query = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>

/** What a database holds, of all organizations: what must be found again after it is restored. */
export type Facts = Pick<Manifest, 'migrations' | 'organizations' | 'rows'>

export async function readFacts(query: Query, tables: readonly string[]): Promise<Facts> {
  const heads = new Map(
    (
      await query(`select a.organization_id, a.seq, a.hash from audit_event a
        join (select organization_id, max(seq) as seq from audit_event group by organization_id) last
          on last.organization_id = a.organization_id and last.seq = a.seq`)
    ).map(row => [Number(row.organization_id), { seq: Number(row.seq), hash: String(row.hash) }]),
  )
  const organizations = await query('select id, name, last_snapshot, data_version from organization order by id')
  const rows: Record<string, number> = {}
  for (const table of [...tables].sort())
    rows[table] = Number((await query(`select count(*) as n from "${table}"`))[0]?.n ?? 0)
  return {
    migrations: (await query('select name from migration order by id')).map(row => String(row.name)),
    organizations: organizations.map(row => ({
      id: Number(row.id),
      name: String(row.name),
      snapshots: Number(row.last_snapshot),
      dataVersion: Number(row.data_version),
      auditHead: heads.get(Number(row.id)) ?? null,
    })),
    rows,
  }
}

/** Where the facts of two states differ, for people; empty: nowhere. */
export function factDifferences(expected: Facts, found: Facts): string[] {
  const differences: string[] = []
  const compare = (what: string, wanted: unknown, is: unknown) => {
    const [one, other] = [JSON.stringify(wanted), JSON.stringify(is)]
    if (one !== other) differences.push(`${what}: the backup says ${one}, found is ${other ?? 'nothing'}`)
  }
  compare('migrations', expected.migrations, found.migrations)
  const organizations = new Map(found.organizations.map(each => [each.id, each]))
  for (const { id, name, snapshots, dataVersion, auditHead } of expected.organizations) {
    const is = organizations.get(id)
    compare(
      `organization ${id}`,
      { id, name, snapshots, dataVersion },
      is && {
        ...{ id, name: is.name, snapshots: is.snapshots, dataVersion: is.dataVersion },
      },
    )
    compare(`audit head of organization ${id}`, auditHead, is?.auditHead)
  }
  compare('organizations', expected.organizations.length, found.organizations.length)
  for (const table of new Set([...Object.keys(expected.rows), ...Object.keys(found.rows)]))
    compare(`rows of ${table}`, expected.rows[table], found.rows[table])
  return differences
}
