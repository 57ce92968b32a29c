import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { modelStatusText, type SecondInterpreter } from '../../../server/ask/model/second-interpreter.ts'
import { cleanUp, interpreterOf, newFolder, settingsOf, tinyModel } from './model-folder.ts'

const request = {
  question: 'how much did CLIENT_A cost in PERIOD',
  candidates: [
    { word: 'labour_cost', description: 'labour_cost for clients' },
    { word: 'license_cost', description: 'license_cost for clients' },
    { word: 'spend', description: 'spend for clients' },
  ],
}

const isReady = async (interpreter: SecondInterpreter) => {
  await interpreter.settled()
  expect(interpreter.status()).toMatchObject({ phase: 'READY', trouble: null })
}

const until = async (holds: () => boolean) => {
  for (let tries = 0; !holds() && tries < 2400; tries++) await new Promise(resolve => setTimeout(resolve, 50))
  expect(holds()).toBe(true)
}

afterEach(cleanUp)

describe('a model that works', () => {
  test('chooses one of the candidates or abstains, the same each time, and says nothing else', async () => {
    const interpreter = interpreterOf(tinyModel())
    await isReady(interpreter)
    const first = await interpreter.choose(request)
    expect(first.kind).not.toBe('FAILED')
    expect(await interpreter.choose(request)).toEqual(first)
    expect(modelStatusText(interpreter.status())).toBe('ready')
  })

  test('what it says is mapped to the candidate of that word', async () => {
    for (const [prefers, verdict] of [
      ['license_cost', { kind: 'CHOSEN', index: 1 }],
      ['abstain', { kind: 'ABSTAINED' }],
    ] as const) {
      const interpreter = interpreterOf(tinyModel({ prefers }))
      await isReady(interpreter)
      expect(await interpreter.choose(request)).toEqual(verdict)
    }
  })

  test('a word that is no candidate cannot be said, however much the model wants to', async () => {
    const interpreter = interpreterOf(tinyModel({ prefers: 'revenue' }))
    await isReady(interpreter)
    expect((await interpreter.choose(request)).kind).not.toBe('FAILED')
  })

  test('questions asked at once are answered one after the other', async () => {
    const interpreter = interpreterOf(tinyModel({ prefers: 'spend' }))
    await isReady(interpreter)
    const verdicts = await Promise.all(Array.from({ length: 5 }, () => interpreter.choose(request)))
    expect(verdicts).toEqual(Array(5).fill({ kind: 'CHOSEN', index: 2 }))
  })

  test('a question too long for its context is no failure of the model', async () => {
    const interpreter = interpreterOf(tinyModel())
    await isReady(interpreter)
    const long = { ...request, question: 'zzzz '.repeat(400) }
    expect(await interpreter.choose(long)).toEqual({ kind: 'FAILED', trouble: 'NO_CHOICE' })
    expect(interpreter.status()).toMatchObject({ phase: 'READY', failures: 0 })
    expect((await interpreter.choose(request)).kind).not.toBe('FAILED')
  })

  test('its process gets nothing of the surroundings of the server, and ends with it', async () => {
    const interpreter = interpreterOf(tinyModel())
    await isReady(interpreter)
    const { pid } = interpreter.status()
    const { readFileSync } = await import('node:fs')
    if (process.platform === 'linux')
      expect(
        readFileSync(`/proc/${pid}/environ`, 'latin1')
          .split('\0')
          .map(entry => entry.split('=')[0])
          .filter(name => name !== '' && !name?.startsWith('NODE_CHANNEL')),
      ).toEqual([])
    await interpreter.stop()
    expect(() => process.kill(pid!, 0)).toThrow()
    expect(await interpreter.choose(request)).toEqual({ kind: 'FAILED', trouble: 'STOPPED' })
  })
})

describe('a model that fails leaves the rules’ answer standing', () => {
  test('still loading', async () => {
    const interpreter = interpreterOf(tinyModel())
    expect(await interpreter.choose(request)).toEqual({ kind: 'FAILED', trouble: 'LOADING' })
  })

  test('killed in the middle of a question, then started again', async () => {
    const interpreter = interpreterOf(tinyModel({ prefers: 'spend' }))
    await isReady(interpreter)
    const { pid } = interpreter.status()
    process.kill(pid!, 'SIGSTOP')
    const asked = interpreter.choose(request)
    setTimeout(() => process.kill(pid!, 'SIGKILL'), 100)
    expect(await asked).toEqual({ kind: 'FAILED', trouble: 'DIED' })
    await until(() => interpreter.status().phase === 'READY')
    expect(interpreter.status().pid).not.toBe(pid)
    expect(await interpreter.choose(request)).toEqual({ kind: 'CHOSEN', index: 2 })
    expect(interpreter.status()).toMatchObject({ trouble: null, failures: 0 })
  })

  test('hung: killed at the deadline, those who waited behind it too', async () => {
    const interpreter = interpreterOf({ ...tinyModel(), deadlineMs: 400 })
    await isReady(interpreter)
    const { pid } = interpreter.status()
    process.kill(pid!, 'SIGSTOP')
    const verdicts = await Promise.all(Array.from({ length: 3 }, () => interpreter.choose(request)))
    expect(verdicts[0]).toEqual({ kind: 'FAILED', trouble: 'TIMED_OUT' })
    for (const verdict of verdicts) expect(verdict.kind).toBe('FAILED')
    await until(() => interpreter.troubles.includes('TIMED_OUT'))
    expect(() => process.kill(pid!, 0)).toThrow()
  })

  test('out of memory: more than it may have ends its process, and the server goes on', async () => {
    // Keys and values of 1,024 tokens: half a gibibyte.
    const hungry = tinyModel({ keyLength: 1024, blocks: 32 })
    const interpreter = interpreterOf({ ...hungry, maxMemoryBytes: 300 * 1024 ** 2 }, { pauseMs: 60_000 })
    await interpreter.settled()
    expect(interpreter.troubles).toEqual(['OUT_OF_MEMORY', 'OUT_OF_MEMORY', 'OUT_OF_MEMORY'])
    expect(modelStatusText(interpreter.status())).toBe(
      'paused after 3 failures: it took more memory than ASK_MODEL_MAX_MEMORY_BYTES',
    )
    expect(await interpreter.choose(request)).toEqual({ kind: 'FAILED', trouble: 'OUT_OF_MEMORY' })
  })

  test('corrupt: paused after three failures in a row, and tried again after a while', async () => {
    const path = join(newFolder(), 'corrupt.gguf')
    writeFileSync(path, Buffer.concat([Buffer.from('GGUF'), Buffer.alloc(4096, 0xfe)]))
    const interpreter = interpreterOf(settingsOf(path), { pauseMs: 3_600_000 })
    await until(() => interpreter.status().phase === 'PAUSED')
    expect(interpreter.troubles).toEqual(['NOT_LOADED', 'NOT_LOADED', 'NOT_LOADED'])
    expect(await interpreter.choose(request)).toEqual({ kind: 'FAILED', trouble: 'NOT_LOADED' })
    const quicker = interpreterOf(settingsOf(path), { pauseMs: 100 })
    await until(() => quicker.troubles.length >= 4)
  })

  test('cut short: what loads only in part does not load', async () => {
    const whole = tinyModel()
    const { readFileSync } = await import('node:fs')
    const path = join(newFolder(), 'short.gguf')
    const bytes = readFileSync(whole.path)
    writeFileSync(path, bytes.subarray(0, bytes.length / 2))
    const interpreter = interpreterOf(settingsOf(path))
    await interpreter.settled()
    expect(interpreter.status().phase).toBe('PAUSED')
    expect(['NOT_LOADED', 'DIED']).toContain(interpreter.status().trouble)
  })

  test('wrong hash: never loaded, and not tried again', async () => {
    const interpreter = interpreterOf({ ...tinyModel(), sha256: '0'.repeat(64) })
    await interpreter.settled()
    expect(interpreter.status()).toMatchObject({ phase: 'REFUSED', trouble: 'WRONG_HASH', pid: null })
    expect(await interpreter.choose(request)).toEqual({ kind: 'FAILED', trouble: 'WRONG_HASH' })
    expect(modelStatusText(interpreter.status())).toBe('not usable: the SHA-256 of the file is not ASK_MODEL_SHA256')
  })

  test('missing package: said, and not tried again', async () => {
    const folder = newFolder()
    const source = fileURLToPath(new URL('../../../server/ask/model', import.meta.url))
    cpSync(source, join(folder, 'model'), { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{"type": "module"}')
    mkdirSync(join(folder, 'node_modules'))
    symlinkSync(dirname(fileURLToPath(import.meta.resolve('zod/package.json'))), join(folder, 'node_modules/zod'))
    const interpreter = interpreterOf(tinyModel(), { program: join(folder, 'model/model-process.ts') })
    await interpreter.settled()
    expect(interpreter.status()).toMatchObject({ phase: 'REFUSED', trouble: 'NO_PACKAGE' })
    expect(await interpreter.choose(request)).toEqual({ kind: 'FAILED', trouble: 'NO_PACKAGE' })
  })

  test('a process that says anything else is ended', async () => {
    const program = join(newFolder(), 'liar.js')
    writeFileSync(
      program,
      `process.on('message', ({ kind, id }) => process.send(
        kind === 'LOAD' ? { kind: 'LOADED' } : { kind: 'CHOSEN', id, word: 'spend', rows: [['Harbor', 1]] }))`,
    )
    const interpreter = interpreterOf(tinyModel(), { program })
    await isReady(interpreter)
    expect(await interpreter.choose(request)).toEqual({ kind: 'FAILED', trouble: 'BAD_MESSAGE' })
  })

  test('a process that hangs while loading is ended', async () => {
    const program = join(newFolder(), 'sleeper.js')
    writeFileSync(program, 'setInterval(() => {}, 1000)')
    const interpreter = interpreterOf(tinyModel(), { program, loadMs: 200 })
    await interpreter.settled()
    expect(interpreter.troubles).toEqual(['TIMED_OUT', 'TIMED_OUT', 'TIMED_OUT'])
  })
})
