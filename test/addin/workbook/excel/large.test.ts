import { expect, test } from 'vitest'
import { marginModel } from '../table-models.ts'
import { openInNode } from './open-in-node.ts'
import { watchRequests } from './requests.ts'

const megabyte = 1_000_000

/** With letters that take two and three bytes, and quotes that take four in a request. */
const manyRows = (count: number, changed = 0) =>
  marginModel(
    Array.from({ length: count }, (_, at) => [
      `Müller "№ ${at % 5_000}" 株式会社`,
      `20${10 + Math.floor(at / 5_000)}-08`,
      at < changed ? at + 0.5 : at / 7,
      at % 100,
    ]),
  )

test('100,000 rows are written, looked at and refreshed in requests under 1 MB', async () => {
  const { host, workbook, person } = await openInNode({ Report: [] })
  const watched = watchRequests(host)
  const model = manyRows(100_000)
  const parts: number[] = []
  const progress = (part: number) => parts.push(part)
  const time = async <Result>(work: Promise<Result>): Promise<[Result, number]> => {
    const from = performance.now()
    return [await work, Math.round(performance.now() - from)]
  }

  const [written, writing] = await time(workbook.writeTable(model, { kind: 'new', at: 'selection' }, { progress }))
  expect(written).toMatchObject({ address: 'A1:D100001', rowsAdded: 100_000 })
  expect(parts.length).toBeGreaterThan(30)
  const [tables, looking] = await time(workbook.pulledTables())
  expect(tables).toMatchObject([{ state: 'intact', address: 'A1:D100001' }])
  const target = { kind: 'pulled', id: written.id, overwriteEdits: false } as const
  const [refreshed, refreshing] = await time(workbook.writeTable(manyRows(99_000, 30_000), target))
  expect(refreshed).toMatchObject({ rowsRemoved: 1_000, rowsAdded: 0 })
  watched.stop()

  expect(watched.largestRequest()).toBeLessThan(megabyte)
  expect(watched.largestResponse()).toBeLessThan(5 * megabyte)
  const remembered = host.workbook.customXmlParts.reduce((sum, { xml }) => sum + xml.length, 0)
  const cells = await person.cells('Report')
  expect([cells.get('A2'), cells.get('C2'), cells.get('D99001')]).toEqual(['Müller "№ 0" 株式会社', 0.5, 99])
  console.info(
    `100,000 rows of 4 columns: written in ${writing} ms, looked at in ${looking} ms, 30,000 cells changed and 1,000 rows removed in ${refreshing} ms (the host's work included); ${watched.count()} requests of at most ${watched.largestRequest()} bytes, answers of at most ${watched.largestResponse()}; the page's own work never took more than ${watched.longest()} ms at once; ${remembered} characters are remembered in the workbook`,
  )
}, 300_000)

test('a selection of 50,000 rows is read with progress', async () => {
  const rows = Array.from({ length: 50_000 }, (_, at) => [
    `Client ${at % 300}`,
    45_000 + (at % 365),
    at / 3,
    'Support',
    at,
  ])
  const { host, workbook, person } = await openInNode({
    Log: [['Client', 'Date', 'Hours', 'Work', 'No'], ...rows],
  })
  await person.select('Log', 'A:F')
  const watched = watchRequests(host)
  const said: string[] = []
  const from = performance.now()
  const cells = await workbook.readCells(
    { kind: 'selection' },
    { progress: (part, doing) => said.push(`${Math.round(part * 100)} % ${doing}`) },
  )
  const reading = Math.round(performance.now() - from)
  watched.stop()
  expect(cells).toMatchObject({ address: 'A1:E50001', header: ['Client', 'Date', 'Hours', 'Work', 'No'] })
  expect(cells.rows.length).toBe(50_000)
  expect(cells.rows[49_999]).toEqual(['Client 199', 45_359, 49_999 / 3, 'Support', 49_999])
  expect(said.length).toBeGreaterThan(20)
  expect(said.at(-1)).toMatch(/^100 %/)
  expect(watched.largestResponse()).toBeLessThan(megabyte)
  console.info(
    `50,000 rows of 5 columns: read in ${reading} ms (the host's work included), ${watched.count()} requests, answers of at most ${watched.largestResponse()} bytes; the page's own work never took more than ${watched.longest()} ms at once`,
  )
})
