import { afterAll, beforeAll, expect, test } from 'vitest'
import { hostileArchives } from './hostile-archives.ts'
import { hostileTexts } from './hostile-texts.ts'
import { type OwnServer, ownServer } from './own-server.ts'

/** What one file may add to the memory of the server, in MiB, and how long it may take, in milliseconds. */
const MEMORY = 700
const TIME = 90_000

let server: OwnServer
let idle: number | null
const measured: string[] = []
beforeAll(async () => {
  server = await ownServer()
  await server.upload('clients?dryRun=true', 'name\nFirst\n')
  idle = server.peak()
})
afterAll(async () => {
  console.log(`Memory of the server at rest: ${idle?.toFixed(0)} MiB\n${measured.join('\n')}`)
  await server[Symbol.asyncDispose]()
})

const STATE =
  '{ snapshots { totalCount } auditEvents(filter: {action: "snapshot.refused"}, first: 1) { totalCount nodes { details } } }'
const stateOf = async () => {
  const { data } = await server.ask(STATE)
  return {
    snapshots: data.snapshots.totalCount as number,
    refusals: data.auditEvents.totalCount as number,
    last: data.auditEvents.nodes[0]?.details,
  }
}

/** Sends a file, and holds what is so for every file, however bad. */
async function send(name: string, dataset: string, bytes: BodyInit) {
  const before = await stateOf()
  server.peak()
  const started = performance.now()
  const response = await server.upload(dataset, bytes, { 'x-file-name': 'sheet.csv' })
  const text = await response.text()
  const taken = performance.now() - started
  const peak = server.peak()
  measured.push(`${taken.toFixed(0).padStart(6)} ms ${peak?.toFixed(0).padStart(5)} MiB  ${name}`)
  expect(server.running()).toBe(true)
  expect(taken).toBeLessThan(TIME)
  if (peak !== null && idle !== null) expect(peak - idle).toBeLessThan(MEMORY)
  expect(text).not.toMatch(/\.ts\b|node_modules|\n\s+at |\bSELECT\b|\bINSERT\b|sqlite|postgres|\/tmp\/|\.upload\b/i)
  expect(text.length).toBeLessThan(1_000_000)
  expect(server.waiting()).toEqual([])
  const after = await stateOf()
  const body = JSON.parse(text)
  const stored = body.__typename === 'Snapshot' ? 1 : 0
  expect(after.snapshots - before.snapshots, text.slice(0, 500)).toBe(stored)
  if (stored) expect(body.acceptedCount + body.rejectedCount).toBe(body.rowCount)
  else expect(body.message, text.slice(0, 500)).toMatch(/^[A-Z][^:]+: \S.*/s)
  const refused = body.__typename === 'InvalidFile' ? 1 : 0
  expect(after.refusals - before.refusals).toBe(refused)
  if (refused) expect(after.last).toMatchObject({ outcome: 'InvalidFile', code: body.code })
  return body
}

test.each(hostileArchives)('%s is refused in bounded time and memory, or means nothing', async (name, code, bytes) => {
  const body = await send(name, 'clients?createMissingClients=true', new Uint8Array(bytes))
  if (code === null) expect(['Snapshot', 'DuplicateUpload']).toContain(body.__typename)
  else {
    expect(body).toMatchObject({ __typename: 'InvalidFile', code })
    expect(body.message).toMatch(/; .+|, but at most/)
  }
})

test.each(hostileTexts)('$name', async ({ name, expected, bytes, issues = [], dataset = 'clients' }) => {
  const body = await send(name, dataset, typeof bytes === 'string' ? bytes : new Uint8Array(bytes))
  expect([body.code ?? body.__typename, body.message]).toEqual([expected, body.message])
  const codes = (body.issues?.nodes ?? []).map((issue: { code: string }) => issue.code)
  for (const code of issues) expect(codes).toContain(code)
})

test('a good sheet is accepted after all of them', async () => {
  expect(await send('a good sheet', 'clients', 'name,industry\nGood One,Legal\n')).toMatchObject({
    __typename: 'Snapshot',
    acceptedCount: 1,
  })
})
