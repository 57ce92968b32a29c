import Sqlite from 'better-sqlite3'
import { enteredScope, type TenantScope } from '../../server/db/row-level-security/tenant-scope.ts'

/** A statement as SQLite was asked to prepare it, on whatever connection of this process, and how it finds its rows. */
export interface PreparedStatement {
  readonly sql: string
  /** Whose work it was; undefined: nobody's in particular. */
  readonly scope: TenantScope | undefined
  /** Lines such as "SEARCH c USING PRIMARY KEY (organization_id=?)" or "SCAN c". */
  readonly plan: readonly string[]
}

/** Every statement that this process prepares until `stop`; the same text in the same scope stands there once. */
export function recordStatements(): {
  readonly statements: () => readonly PreparedStatement[]
  readonly stop: () => void
} {
  const found = new Map<string, PreparedStatement>()
  const { prototype } = Sqlite
  const { prepare } = prototype
  prototype.prepare = function (this: Sqlite.Database, sql: string) {
    const statement = prepare.call(this, sql)
    const scope = enteredScope()
    const kind = typeof scope === 'number' ? 'tenant' : String(scope)
    const key = `${kind} ${sql}`
    if (!found.has(key) && /^\s*(select|with|insert|update|delete|replace)\b/i.test(sql))
      found.set(key, { sql, scope, plan: planOf(this, sql) })
    return statement
  } as typeof prepare

  const planOf = (database: Sqlite.Database, sql: string): string[] => {
    const values = Array(parametersOf(sql)).fill(null)
    const explain = prepare.call(database, `explain query plan ${sql}`) as Sqlite.Statement<unknown[]>
    const rows = explain.all(...values) as { detail: string }[]
    return rows.map(({ detail }) => detail)
  }
  return {
    statements: () => [...found.values()],
    stop: () => {
      prototype.prepare = prepare
    },
  }
}

/** How many values a statement takes: numbered ones count once. */
function parametersOf(sql: string): number {
  const bare = sql.replaceAll(/'(?:[^']|'')*'/g, '')
  const numbers = [...bare.matchAll(/\?(\d+)/g)].map(([, number]) => Number(number))
  return numbers.length > 0 ? Math.max(...numbers) : [...bare.matchAll(/\?/g)].length
}
