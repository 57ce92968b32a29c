import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../server/commands/demo-accounts.ts'
import { fillDemo } from '../../server/commands/fill-demo.ts'
import { readConfig } from '../../server/config.ts'
import { type RunningServer, startServer } from '../../server/http/start-server.ts'
import { createLog } from '../../server/log.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const chapter = readme.split('## The first five minutes')[1]?.split('\n## ')[0] ?? ''
const blocks = (language: string, text: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(match => match[1] ?? '')
const step = (number: number) => chapter.split(`**${number}. `)[1]?.split('\n**')[0] ?? ''

/** As much of the answers as these tests look into; each test asks for the field it reads. */
interface Answer {
  readonly signIn: { readonly accessToken: string }
  readonly snapshots: { readonly nodes: readonly { readonly id: string }[] }
  readonly revertSnapshot: { readonly __typename: string }
  readonly metrics: { readonly flatRows: readonly { readonly hours: number }[] }
}

interface UploadAnswer {
  readonly acceptedCount: number
  readonly rejectedCount: number
  readonly addedCount: number
  readonly unchangedCount: number
  readonly issues: { readonly nodes: readonly unknown[] }
}

/** The day of the run whose answers the README shows. */
const now = Date.UTC(2026, 10, 21, 9)
const folder = mkdtempSync(join(tmpdir(), 'moat-readme-test-'))
let server: RunningServer
let token: string

beforeAll(async () => {
  const config = readConfig({ DATA_DIR: folder, PORT: '0' })
  server = await startServer(config, { clock: () => now, log: createLog('silent') })
  const { database, imports } = server
  await fillDemo({ database, imports, folder: join(folder, 'sample'), now, onImported: () => undefined })
  const input = `{ email: "analyst@demo.example", password: "${DEMO_PASSWORD}" }`
  token = ''
  token = (await ask(`mutation { signIn(input: ${input}) { ... on Session { accessToken } } }`)).signIn.accessToken
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function ask(query: string) {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const body = JSON.stringify({ query })
  const response = await fetch(`${server.address}/graphql`, { method: 'POST', headers, body })
  const answer = (await response.json()) as { data: unknown; errors?: unknown }
  expect(answer.errors).toBeUndefined()
  return answer.data as Answer
}

async function upload(name: string) {
  const body = readFileSync(new URL(`../fixtures/readme/${name}`, import.meta.url))
  const headers = { authorization: `Bearer ${token}`, 'x-file-name': name }
  return (await (
    await fetch(`${server.address}/uploads/time_logs`, { method: 'POST', headers, body })
  ).json()) as UploadAnswer
}

const november = blocks('graphql', step(5))[0] ?? ''

describe('the first five minutes of the README, as they are written', () => {
  test.each([2, 3])('step %i gets the answer shown', async number => {
    expect(await ask(blocks('graphql', step(number))[0] ?? '')).toEqual(
      JSON.parse(blocks('json', step(number))[0] ?? ''),
    )
  })

  test('step 4 finds the two mistakes shown', async () => {
    const answer = await upload('november.csv')
    expect(step(4)).toContain(`"acceptedCount":${answer.acceptedCount},"rejectedCount":${answer.rejectedCount}`)
    expect(answer.issues.nodes).toEqual(JSON.parse(blocks('json', step(4))[0] ?? ''))
  })

  test('step 5 completes the month without counting anything twice', async () => {
    const answer = await upload('november-corrected.csv')
    expect(step(5)).toContain(`"addedCount":${answer.addedCount}`)
    expect(step(5)).toContain(`"unchangedCount":${answer.unchangedCount}`)
    expect(await ask(november)).toEqual(JSON.parse(blocks('json', step(5))[0] ?? ''))
  })

  test('step 6 takes the upload back', async () => {
    const [list = '', revert = ''] = blocks('graphql', step(6))
    const [newest] = (await ask(list)).snapshots.nodes
    const answer = await ask(revert.replace('the id of the newest', newest?.id ?? ''))
    expect(answer.revertSnapshot.__typename).toBe('Snapshot')
    const hours = (await ask(november)).metrics.flatRows.map(row => row.hours)
    expect(hours).toEqual([1.5, 3.25])
  })
})
