import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { cleanUp, newFolder, tinyModel } from './model-folder.ts'

afterEach(cleanUp)

const module = (name: string) => JSON.stringify(import.meta.resolve(`../../../server/ask/model/${name}`))

test('a server that is killed leaves no model behind', async () => {
  const program = join(newFolder(), 'server.mjs')
  writeFileSync(
    program,
    `import { createSecondInterpreter } from ${module('create-second-interpreter.ts')}
    const surroundings = { now: () => performance.now(), report: () => undefined }
    const model = createSecondInterpreter(${JSON.stringify(tinyModel())}, surroundings)
    await model.settled()
    process.send(model.status())`,
  )
  const server = fork(program, { execArgv: [] })
  const [{ phase, pid }] = (await once(server, 'message')) as [{ phase: string; pid: number }]
  expect(phase).toBe('READY')
  server.kill('SIGKILL')
  const isThere = () => {
    try {
      return process.kill(pid, 0)
    } catch {
      return false
    }
  }
  await eventually(() => expect(isThere()).toBe(false))
})
