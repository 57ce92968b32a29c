import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchAll } from './bench-all.ts'
import { machine, machineText } from './machine.ts'
import { writeSection } from './results-file.ts'
import { suites } from './suites.ts'

/**
 * npm run bench -- SUITE … | all [--scale 0.1] [--upto 10000000] [--json FILE or FOLDER] [--write]
 * Measures the product beside what people use instead, in one run, on the same files. Times never fail; answers that
 * differ do. --write puts the tables into README.md beside this file.
 */
const { values, positionals } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    upto: { type: 'string', default: '1000000' },
    json: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const names = positionals[0] === 'all' ? Object.keys(suites) : positionals
const [name = ''] = names
const suite = suites[name]
const [scale, upTo] = [Number(values.scale), Number(values.upto)]
if (!(suite && names.every(each => each in suites) && scale > 0 && scale <= 10 && upTo >= 1000)) {
  const known = [...Object.keys(suites), 'all'].join(' | ')
  console.error(
    `npm run bench -- ${known} [--scale 0.1] [--upto 10000000] [--json FILE, of several: FOLDER] [--write]; the scale lies above 0 and up to 10`,
  )
  process.exit(2)
}

if (names.length > 1) {
  if (values.json !== undefined) mkdirSync(values.json, { recursive: true })
  process.exitCode = await benchAll(names, { scale, upTo, folder: values.json ?? null, write: values.write })
} else {
  const folder = mkdtempSync(join(tmpdir(), 'moat-bench-'))
  try {
    const before = machine()
    console.log(
      `${machineText(before)}\nScale ${scale}: about ${Math.ceil(suite.minutes * scale)} min on two cores that do nothing else …\n`,
    )
    const started = performance.now()
    const { text, ...result } = await suite.run({ folder, scale, upTo })
    const loadAfter = loadavg().map(value => Number(value.toFixed(2)))
    const report = { suite: name, scale, seconds: (performance.now() - started) / 1000, text }
    const whole = { ...report, machine: { ...before, loadAfter }, ...result }
    console.log(`${text}\n\nTarget: ${suite.target}.`)
    console.log(
      `Machine load before ${before.loadBefore.join(' ')}, after ${loadAfter.join(' ')}; ${report.seconds.toFixed(0)} s`,
    )
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(whole, null, 2)}\n`)
    if (values.write) writeSection(suite, whole)
    if (result.contenders.some(contender => 'agrees' in contender && contender.agrees === false)) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
