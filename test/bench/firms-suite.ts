import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { jobsDone } from './product/jobs-done.ts'
import { servedBeside, servedWorld, signedIn, startProduct } from './product/served-world.ts'
import { type Driven, drive, percentile } from './serving/drive.ts'
import { heavyQuestions } from './serving/heavy-questions.ts'
import { lightReads } from './serving/light-reads.ts'
import { sameAnswers } from './serving/same-answers.ts'
import { tableText } from './table-text.ts'
import { type World, writeWorld } from './world.ts'

const SECONDS = 15
/** Connections over which the large firm asks, two people each half of them: more than there are turns. */
const HEAVY = 24

/** Light reads of a small firm while nobody else asks, and while a large one on the same server asks for a lot. */
export async function firmsSuite(world: World) {
  const folder = join(world.folder, 'beside')
  mkdirSync(folder)
  const small = writeWorld(folder, world.clients / 100_000)
  const served = await servedWorld(world, 2, 'firms')
  const email = await servedBeside(small, served)
  // Each is worked out: an answer that is given again would measure nothing.
  await using server = await startProduct(served, { ANSWER_CACHE_BYTES: 'off' })
  await jobsDone(served.dataDir)
  const next = lightReads(await signedIn(server, email), small.clients)
  const [ofSmall, ofLarge] = [sameAnswers(), sameAnswers()]
  const light = (seconds: number) => drive(server, next, { connections: 1, seconds }, ofSmall)
  await light(2)
  const alone = await light(SECONDS)
  const done = Promise.withResolvers<void>()
  const asking = served.emails.map(async each => {
    const heavy = heavyQuestions(await signedIn(server, each))
    return await drive(server, heavy, { connections: HEAVY / 2, seconds: 3600, until: done.promise }, ofLarge)
  })
  await light(2)
  const beside = await light(SECONDS)
  done.resolve()
  const heavy = await Promise.all(asking)
  const failures = [alone, beside, ...heavy].reduce((sum, each) => sum + each.failures, 0)
  const p99 = { alone: percentile(alone.latencies, 99), beside: percentile(beside.latencies, 99) }
  const contenders = [{ name: 'MoatMetrics', agrees: failures === 0, failures, p99, ratio: p99.beside / p99.alone }]
  const text = [
    `Light reads of a firm of ${small.clients} clients over one connection; heavy ones of a firm of ${world.clients} over ${HEAVY}`,
    '',
    tableText(
      ['', 'req/s', 'p50 ms', 'p99 ms', 'slowest ms', 'failed'],
      [
        row('light reads, nobody else asks', alone),
        row('light reads, the large firm asks', beside),
        ...heavy.map((each, index) => row(`… heavy ones of its person ${index + 1}`, each)),
      ],
    ),
    '',
    `p99 beside the large firm is ${(p99.beside / p99.alone).toFixed(1)} × alone. Every answer to ${ofSmall.questions} and ${ofLarge.questions} different questions was ${failures === 0 ? '' : 'NOT '}what it was the first time, without errors.`,
  ].join('\n')
  return { contenders, text }
}

function row(name: string, { latencies, requestsPerSecond, failures }: Driven): string[] {
  const [p50, p99] = [percentile(latencies, 50), percentile(latencies, 99)]
  const slowest = latencies.at(-1) ?? Number.NaN
  return [name, requestsPerSecond.toFixed(1), p50.toFixed(1), p99.toFixed(1), slowest.toFixed(1), String(failures)]
}
