import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { importSuite } from './import-suite.ts'
import { machine } from './machine.ts'
import { metricsSuite } from './metrics-suite.ts'
import { writeWorld } from './world.ts'

/**
 * npm run bench -- import | metrics [--scale 0.1] [--json FILE]
 * Measures the product beside what people use instead, in one run, on the same files. Times never fail; answers that
 * differ do.
 */
const { values, positionals } = parseArgs({
  options: { scale: { type: 'string', default: '1' }, json: { type: 'string' } },
  allowPositionals: true,
})
const suites = { import: importSuite, metrics: metricsSuite }
const name = positionals[0] as keyof typeof suites
const scale = Number(values.scale)
if (!(name in suites) || !(scale > 0 && scale <= 10)) {
  console.error('npm run bench -- import | metrics [--scale 0.1] [--json FILE]; the scale lies above 0 and up to 10')
  process.exit(2)
}

const folder = mkdtempSync(join(tmpdir(), 'moat-bench-'))
try {
  const before = machine()
  console.log(`${before.date}, Node ${before.node}, ${before.cores} × ${before.processor}, ${before.memoryGiB} GiB`)
  console.log(
    `sqlite3 ${before.sqlite3 ?? 'missing'}; ${before.python ?? 'no Python'} with ${before.pandas ?? 'no pandas'}`,
  )
  console.log(`Writing the files, scale ${scale} …\n`)
  const world = writeWorld(folder, scale)
  const { text, ...result } = await suites[name](world)
  console.log(text)
  const loadAfter = loadavg().map(value => Number(value.toFixed(2)))
  console.log(`\nMachine load before ${before.loadBefore.join(' ')}, after ${loadAfter.join(' ')}`)
  const report = { suite: name, scale, machine: { ...before, loadAfter }, files: world.files, ...result }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`)
  if (result.contenders.some(contender => 'agrees' in contender && !contender.agrees)) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
