import { expect, test } from 'vitest'
import type { Confidence, MetricTable } from '../../../server/metrics/metric-table.ts'
import { type TestMsp, testMsp } from '../../support/test-msp.ts'

const NOW = Date.UTC(2026, 6, 16, 12)
const clients = 'name\nAcme\nBlue Ridge\n'

/** A log of two hours on every working day of January to June 2026, but for days that are left out. */
function timeLogs(isMissing: (client: string, month: number, day: number) => boolean = () => false): string {
  const rows: string[] = []
  for (let month = 1; month <= 6; month++)
    for (let day = 1; day <= new Date(Date.UTC(2026, month, 0)).getUTCDate(); day++) {
      const date = new Date(Date.UTC(2026, month - 1, day))
      if (date.getUTCDay() % 6 === 0) continue
      for (const client of ['Acme', 'Blue Ridge'])
        if (!isMissing(client, month, day)) rows.push(`${client},Maya,${date.toISOString().slice(0, 10)},2,60,150`)
    }
  return `client,staff_name,date,hours,cost_rate,rate\n${rows.join('\n')}\n`
}

async function withMsp<T>(files: Readonly<Record<string, string>>, ask: (msp: TestMsp) => Promise<T>): Promise<T> {
  await using msp = await testMsp()
  for (const [dataset, text] of Object.entries(files)) await msp.accept(dataset, text)
  return await ask(msp)
}

const confidenceOf = (table: MetricTable, client: string): Confidence =>
  table.rows.find(row => row.dimensions[0]!.label === client)!.values[0]!.confidence

/** The confidence in Acme's hours of June. */
const ofJune = (time_logs: string): Promise<Confidence> =>
  withMsp({ clients, time_logs }, async msp =>
    confidenceOf(
      await msp.metrics({ metrics: ['hours'], groupBy: ['CLIENT'], period: { named: '2026-06' } }, NOW),
      'Acme',
    ),
  )

test('half a month of one client reads lower than the same client complete', async () => {
  const complete = await ofJune(timeLogs())
  const half = await ofJune(timeLogs((client, month, day) => client === 'Acme' && month === 6 && day > 15))
  expect(complete.score).toBeGreaterThan(0.85)
  expect(half.score).toBeLessThan(complete.score - 0.2)
  expect(half.signals.find(signal => signal.key === 'pattern')).toMatchObject({
    value: 0.5,
    text: 'Fewer rows than usual: 11, where 22 are expected',
  })
})

test('half a month of everybody reads lower still, as no upload reaches its end', async () => {
  const half = await ofJune(timeLogs((_, month, day) => month === 6 && day > 15))
  expect(half.level).toBe('AMBIGUOUS')
  expect(half.signals[0]).toMatchObject({ key: 'reach', text: 'Only 15 of 30 days are reached by the uploads' })
  expect(half.signals.reduce((sum, signal) => sum + signal.effect, half.base)).toBeCloseTo(half.score, 10)
})

test('rejected rows lower it', async () => {
  const bad = `${timeLogs()}Acme,Maya,2026-06-30,99,60,150\nAcme,Maya,2026-06-29,-1,60,150\n`
  const sound = await ofJune(timeLogs())
  const spoilt = await ofJune(bad)
  expect(spoilt.score).toBeLessThan(sound.score)
  expect(spoilt.signals.find(signal => signal.key === 'rejected')!.effect).toBeLessThan(0)
})

test('a fully used license is no less sure than a half-used one', async () => {
  const licenses =
    'client,product,seats_purchased,seats_used,cost_per_seat,start_date\nAcme,Office,10,10,20,2026-01-01\nBlue Ridge,Office,10,5,20,2026-01-01\n'
  const metrics = ['license_utilization_pct', 'license_waste', 'license_cost']
  const table = await withMsp({ clients, licenses }, msp =>
    // License months are clipped to those with work, so there must be some.
    msp
      .accept('time_logs', timeLogs())
      .then(() => msp.metrics({ metrics, groupBy: ['CLIENT'], period: { named: '2026-06' } }, NOW)),
  )
  const [full, half] = table.rows.map(row => row.values.map(value => value.confidence.score))
  expect(full).toEqual(half)
})

test('without a past to go by, later changes are assumed', async () => {
  const { signals } = await ofJune(timeLogs())
  expect(signals.find(signal => signal.key === 'revision')!.text).toMatch(
    /^Uploaded 15 days after the period's end; no earlier month was watched, and a change of [\d.]+ % is assumed$/,
  )
})

test('what became of past months that were seen as early is told, and weighs', async () => {
  /** Each month is uploaded two days after its end; the last rows of a month come late, with the next one or never. */
  const watched = async (late: boolean) => {
    await using msp = await testMsp()
    await msp.accept('clients', clients)
    for (let month = 1; month <= 6; month++) {
      const { number } = await msp.accept(
        'time_logs',
        timeLogs(
          (_, of, day) =>
            (late ? of !== month && !(of === month - 1 && day > 20) : of !== month) ||
            (late && of === month && day > 20 && day < 29),
        ),
      )
      const made = Date.UTC(2026, month, 2, 9)
      await msp.sql`update snapshot set created_at = ${made} where number = ${number}`
    }
    const table = await msp.metrics({ metrics: ['hours'], groupBy: ['CLIENT'], period: { named: '2026-06' } }, NOW)
    return confidenceOf(table, 'Acme')
  }
  const [steady, moving] = [await watched(false), await watched(true)]
  const revision = ({ signals }: Confidence) => signals.find(signal => signal.key === 'revision')!
  expect(revision(steady).text).toMatch(
    /earlier months seen like this changed by [01](\.\d)? % afterwards \(10 watched\)/,
  )
  expect(revision(moving).value).toBeGreaterThan(0.2)
  expect(revision(moving).effect).toBeLessThan(revision(steady).effect - 0.1)
  expect(moving.score).toBeLessThan(steady.score - 0.1)
})

test('totals, groups of clients and people have a confidence too; a value that is not there has none', async () => {
  const table = await withMsp(
    { clients: 'name,industry\nAcme,Health\nBlue Ridge,Health\n', time_logs: timeLogs() },
    async msp => ({
      industries: await msp.metrics({ metrics: ['hours'], groupBy: ['INDUSTRY'], period: { named: '2026-06' } }, NOW),
      staff: await msp.metrics(
        { metrics: ['hours', 'gross_margin_pct'], groupBy: ['CLIENT'], period: { named: '2026-06' } },
        NOW,
      ),
    }),
  )
  const { industries, staff } = table
  // All clients are of one industry: the group and the total see the same months.
  const usual = (confidence: Confidence) => confidence.signals.find(signal => signal.key === 'pattern')!.text
  expect(usual(industries.rows[0]!.values[0]!.confidence)).toBe('No fewer rows than usual: 44, of 44 expected')
  expect(usual(industries.totals.values[0]!.confidence)).toBe('No fewer rows than usual: 44, of 44 expected')
  expect(staff.rows[0]!.values[1]).toMatchObject({ value: null, confidence: { score: 0, level: 'AMBIGUOUS' } })
})
