import { join } from 'node:path'
import { type Contender, contenderTable, contending } from './contender.ts'
import { installed, pythonModules } from './installed.ts'
import { pandasImport } from './peers/pandas-import.ts'
import { sqliteImport } from './peers/sqlite-import.ts'
import { type ProductImport, productImport } from './product/product-import.ts'
import { tableText } from './table-text.ts'
import type { World, WorldFile } from './world.ts'

/** Time logs into each store, and all files into the product. */
export async function importSuite(world: World) {
  const product = await productImport(world, join(world.folder, 'product.sqlite'))
  const contenders: Contender[] = [
    {
      name: 'MoatMetrics: checked, keyed, versioned, rolled up, audited',
      seconds: product.seconds.time_logs,
      rows: world.files.time_logs.rows,
      peakBytes: product.peakBytes,
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
    'All files into MoatMetrics',
    '',
    tableText(['', 'seconds', 'rows', 'MB', 'rows per second'], files),
    '',
    `${stored} Peak memory ${Math.round(product.peakBytes / 1024 ** 2)} MB.`,
  ].join('\n')
}
