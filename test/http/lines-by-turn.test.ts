import { spawnSync } from 'node:child_process'
import { setImmediate } from 'node:timers/promises'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { linesByTurn } from '../../server/observation/lines-by-turn.ts'

/** A log, and what was written of it: the messages of each write. */
function followed() {
  const writes: string[][] = []
  const write = (lines: string) => {
    const each = lines.trimEnd().split('\n')
    writes.push(each.map(line => JSON.parse(line).msg))
  }
  return { log: pino({}, linesByTurn({ write })), writes }
}

test('the lines of a turn are written together when it ends, in their order', async () => {
  const { log, writes } = followed()
  log.info('one')
  log.info('two')
  expect(writes).toEqual([])
  await setImmediate()
  log.info('three')
  await setImmediate()
  expect(writes).toEqual([['one', 'two'], ['three']])
})

test('a warning does not wait, nor what was said before it', async () => {
  const { log, writes } = followed()
  log.info('one')
  log.warn('two')
  expect(writes).toEqual([['one', 'two']])
  log.error('three')
  expect(writes).toEqual([['one', 'two'], ['three']])
  await setImmediate()
  expect(writes).toHaveLength(2)
})

test.each(['process.exit(3)', 'process.exitCode = 3', 'throw new Error("unforeseen")'])(
  'nothing is lost when the process ends by %s',
  end => {
    const log = new URL('../../server/log.ts', import.meta.url).href
    const program = `import { createLog } from '${log}'; createLog('info').info('last'); ${end}`
    const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
    expect(status).not.toBe(0)
    expect(stdout).toContain('"msg":"last"')
  },
)
