import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath } from '../../support/chromium.ts'
import type { Tour } from './tour.ts'
import { canBeWithoutRoute, withoutRoute } from './without-route.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

describe.skipIf(!canBeWithoutRoute)('the product where there is no route to anywhere', () => {
  let tour: Tour
  let connections: readonly string[]
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'moat-no-route-'))
    const file = join(folder, 'connections')
    try {
      const env = { ...process.env, CONNECTIONS_FILE: file, TOUR_CHROMIUM: chromiumPath ?? '', NODE_OPTIONS: '' }
      const { status, output, errors } = await withoutRoute(['test/hostile/network/tour.ts'], { cwd: root, env })
      if (status !== 0) throw new Error(`The tour ended with ${status}: ${errors}${output}`)
      tour = JSON.parse(output.trim().split('\n').at(-1) ?? '')
      connections = readFileSync(file, 'utf8').trim().split('\n')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }, 300_000)

  test('there is no network but the machine itself', () => {
    expect(tour.interfaces).toEqual(['lo'])
    expect(tour.foreign).toMatch(/ENETUNREACH|EHOSTUNREACH/)
  })

  test('signing in, uploading, metrics and questions work all the same', () => {
    expect(tour.steps.slice(0, 4)).toEqual(['signed in', 'uploaded 1', 'metrics true', 'asked true'])
  })

  test.skipIf(chromiumPath === undefined)('the pages work, and ask for nothing that is elsewhere', () => {
    expect(tour.steps.slice(4)).toEqual([
      ...['GraphiQL', 'the overview', 'the clients', 'an upload in the page', 'a question in the page'],
    ])
    expect(tour.page).toMatchObject({ foreign: [], failed: [], errors: [] })
    expect(tour.page?.requests).toBeGreaterThan(20)
  })

  test('the server connects to nothing and looks up no name but its own address', () => {
    // Also in the thread of imports; without the line of it nothing would have been watched.
    expect(connections.filter(line => line === 'watching yes').length).toBeGreaterThanOrEqual(2)
    expect(
      connections.filter(line => line !== 'watching yes' && !/^look-up (?:127\.0\.0\.1|localhost)$/.test(line)),
    ).toEqual([])
  })
})

const browserStory = 'test/addin/story/story.test.ts'
test.skipIf(!canBeWithoutRoute || chromiumPath === undefined)(
  'the story of the analyst at the spreadsheet passes without a route',
  { timeout: 420_000 },
  async () => {
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'browser', browserStory]
    const own = Object.entries(process.env).filter(([name]) => !/^(?:VITEST|TEST$|NODE_ENV|NODE_OPTIONS)/.test(name))
    const { status, output, errors } = await withoutRoute(args, { cwd: root, env: Object.fromEntries(own) })
    expect(status, output + errors).toBe(0)
    expect(output).toMatch(/1 passed/)
  },
)
