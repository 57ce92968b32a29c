import { join } from 'node:path'
import { type Contender, contenderTable, contending } from './contender.ts'
import { installed, pythonModules } from './installed.ts'
import { duckdbImport } from './peers/duckdb-import.ts'
import { pandasImport } from './peers/pandas-import.ts'
import { missingPeers } from './peers/peer-module.ts'
import { postgresImport } from './peers/postgres-import.ts'
import { sqliteImport } from './peers/sqlite-import.ts'
import { type ProductImport, productImport } from './product/product-import.ts'
import { tableText } from './table-text.ts'
import type { World, WorldFile } from './world.ts'

/** Time logs into each store, and all files into the product. */
export async function importSuite(world: World) {
  const postgres = process.env.TEST_DATABASE_URL
  const product = await productImport(world, join(world.folder, 'product.sqlite'), true)
  const contenders: Contender[] = [
    {
      name: 'MoatMetrics: checked, keyed, versioned, rolled up, audited',
      seconds: product.seconds.time_logs,
      rows: world.files.time_logs.rows,
      peakBytes: product.peakBytes,
      cpuSeconds: product.cpuSeconds,
      agrees: product.problems.length === 0,
    },
    await contending(
      'sqlite3 .import: text, nothing checked',
      installed('sqlite3', '--version') ? null : 'sqlite3 is not installed',
      () => sqliteImport(world, join(world.folder, 'sqlite.db')),
    ),
    await contending(
      'pandas → SQLAlchemy → SQLite, two indexes',
      pythonModules('pandas', 'sqlalchemy') ? null : 'python3-pandas or python3-sqlalchemy is not installed',
      () => pandasImport(world, join(world.folder, 'pandas.db')),
    ),
    await contending('DuckDB read_csv into a table, one thread, typed', missingPeers('@duckdb/node-api'), () =>
      duckdbImport(world, join(world.folder, 'duck.db')),
    ),
    await contending(
      'PostgreSQL \\copy into a table, typed, no index',
      postgres === undefined
        ? 'TEST_DATABASE_URL is not set'
        : installed('psql', '--version')
          ? null
          : 'psql is not installed',
      () => postgresImport(world, postgres ?? ''),
    ),
  ]
  return { contenders, product, text: reportText(world, contenders, product) }
}

function reportText(world: World, contenders: readonly Contender[], product: ProductImport): string {
  const files = Object.entries(product.seconds).map(([name, seconds]) => {
    const { rows, bytes } = world.files[name as WorldFile]
    return [name, seconds.toFixed(2), String(rows), (bytes / 1e6).toFixed(1), Math.round(rows / seconds).toString()]
  })
  const stored = product.problems.length === 0 ? 'Every row is stored exactly once.' : product.problems.join('\n')
  return [
    `Time logs, ${world.files.time_logs.rows} rows, ${(world.files.time_logs.bytes / 1e6).toFixed(1)} MB`,
    '',
    contenderTable(contenders),
    '',
    processorTimes(contenders),
    '',
    'All files into MoatMetrics',
    '',
    tableText(['', 'seconds', 'rows', 'MB', 'rows per second'], files),
    '',
    `The index of the keys, behind the answer to the time logs: ${product.behind.toFixed(2)} s.`,
    product.again
      ? `The time logs once more with ${product.again.changed} of ${world.files.time_logs.rows} changed: ${product.again.seconds.toFixed(2)} s, ${(product.again.seconds / product.seconds.time_logs).toFixed(2)} × the first import.`
      : '',
    `${stored} Peak memory ${Math.round(product.peakBytes / 1024 ** 2)} MB.`,
  ].join('\n')
}

/** On a busy machine the clock tells who was let run; this tells who had to work. */
function processorTimes(contenders: readonly Contender[]): string {
  const known = contenders.flatMap(contender =>
    'seconds' in contender && contender.cpuSeconds ? [{ name: contender.name, used: contender.cpuSeconds }] : [],
  )
  const ours = known[0]?.used ?? Number.NaN
  const times = known.map(
    ({ name, used }) => `${name.split(':')[0]} ${used.toFixed(2)} s (${(used / ours).toFixed(2)} ×)`,
  )
  return `Processor time: ${times.join('; ')}.`
}
