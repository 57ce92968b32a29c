import { setTimeout } from 'node:timers/promises'
import { jobsDone } from './product/jobs-done.ts'
import { servedWorld, signedIn, startProduct } from './product/served-world.ts'
import type { ChildServer } from './serving/child-server.ts'
import { percentile } from './serving/drive.ts'
import { type Asked, decide, userMix } from './serving/user-mix.ts'
import { tableText } from './table-text.ts'
import type { World } from './world.ts'

const ALONE_SECONDS = 30
/** Milliseconds between the answers of one who works alone: short, so that a p99 is of some hundred questions. */
const ALONE_PAUSE = { least: 20, most: 60 }
const TOGETHER_SECONDS = 60
/** Milliseconds a person looks at an answer before asking the next: 10 to 50 s, so that a thousand ask 33 times a second. */
const PAUSE = { least: 10_000, most: 50_000 }
type Pause = typeof PAUSE | null

interface Timed {
  readonly kind: string
  readonly light: boolean
  readonly ms: number
}
interface Counted {
  readonly times: Timed[]
  readonly errors: string[]
}

/** As many people as there are clients, signed in at the same time, each at work; beside the same for one alone. */
export async function loadSuite(world: World) {
  const people = world.clients
  const served = await servedWorld(world, people, 'load')
  await using server = await startProduct(served)
  // What the import left to be done is not what people wait for.
  await jobsDone(served.dataDir)
  const signing = performance.now()
  const tokens = await signInAll(server, served.emails)
  const signedInSeconds = (performance.now() - signing) / 1000
  // Compilers and lists warm up.
  await person(server, tokens[0] ?? '', world.clients, 0, { seconds: 4, pause: null }, { times: [], errors: [] })
  const alone: Counted = { times: [], errors: [] }
  await person(server, tokens[0] ?? '', world.clients, 1, { seconds: ALONE_SECONDS, pause: ALONE_PAUSE }, alone)
  const together: Counted = { times: [], errors: [] }
  await Promise.all(
    tokens.map((token, index) =>
      person(server, token, world.clients, index + 2, { seconds: TOGETHER_SECONDS, pause: PAUSE }, together),
    ),
  )
  const light = (counted: Counted) =>
    Float64Array.from(counted.times.filter(each => each.light).map(each => each.ms)).sort()
  const [one, many] = [light(alone), light(together)]
  const errors = [...alone.errors, ...together.errors]
  const p99 = { one: percentile(one, 99), many: percentile(many, 99) }
  const contenders = [{ name: 'MoatMetrics', people, agrees: errors.length === 0, errors: errors.length, p99 }]
  const text = [
    `${people} people at work for ${TOGETHER_SECONDS} s (signed in within ${signedInSeconds.toFixed(1)} s), beside one alone who pauses ${ALONE_PAUSE.least} to ${ALONE_PAUSE.most} ms`,
    '',
    tableText(
      ['', 'requests', 'req/s', 'p50 ms', 'p99 ms', 'slowest ms', 'errors'],
      [
        row('light reads, one person', one, ALONE_SECONDS, alone.errors.length),
        row(`light reads, ${people} people`, many, TOGETHER_SECONDS, together.errors.length),
        ...[...Map.groupBy(together.times, each => each.kind)].map(([kind, times]) =>
          row(`… ${kind}`, Float64Array.from(times.map(each => each.ms)).sort(), TOGETHER_SECONDS, null),
        ),
      ],
    ),
    '',
    `p99 of light reads is ${(p99.many / p99.one).toFixed(1)} × that of one person. Peak memory ${Math.round(server.memory().peak / 1024 ** 2)} MB.`,
    ...[...new Set(errors)].slice(0, 5),
  ].join('\n')
  return { contenders, text }
}

function row(name: string, times: Float64Array, seconds: number, errors: number | null): string[] {
  const at = (hundredths: number) => percentile(times, hundredths).toFixed(1)
  const rate = (times.length / seconds).toFixed(1)
  const slowest = (times.at(-1) ?? Number.NaN).toFixed(1)
  return [name, String(times.length), rate, at(50), at(99), slowest, errors === null ? '' : String(errors)]
}

/** Eight at a time: checking a password takes a processor for a while, on purpose. */
async function signInAll(server: ChildServer, emails: readonly string[]): Promise<string[]> {
  const tokens: string[] = []
  let next = 0
  const work = async () => {
    while (next < emails.length) {
      const index = next++
      tokens[index] = await signedIn(server, emails[index] ?? '')
    }
  }
  await Promise.all(Array.from({ length: 8 }, work))
  return tokens
}

async function person(
  server: ChildServer,
  token: string,
  clients: number,
  seed: number,
  { seconds, pause }: { readonly seconds: number; readonly pause: Pause },
  counted: Counted,
): Promise<void> {
  const until = performance.now() + seconds * 1000
  const next = userMix(clients, seed)
  const look = ({ least, most }: typeof PAUSE) => setTimeout(least + Math.random() * (most - least))
  // Not all at once: each begins somewhere within a pause.
  if (pause) await setTimeout(Math.random() * pause.most)
  while (performance.now() < until) {
    const asked = next()
    const answer = await timed(server, token, asked, counted)
    const task = (answer?.reviewTasks as { nodes: { id: string; version: number }[] } | undefined)?.nodes[seed % 5]
    if (task) {
      const input = { ...task, decision: 'APPROVE', comment: 'Looked at' }
      await timed(
        server,
        token,
        { kind: 'decide', light: false, body: { query: decide, variables: { input } } },
        counted,
      )
    }
    if (pause) await look(pause)
  }
}

async function timed(server: ChildServer, token: string, { kind, light, body }: Asked, counted: Counted) {
  const started = performance.now()
  try {
    const response = await fetch(`http://${server.host}:${server.port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
    const { data, errors } = (await response.json()) as {
      data?: Record<string, unknown>
      errors?: { message: string }[]
    }
    counted.times.push({ kind, light, ms: performance.now() - started })
    if (response.status !== 200 || errors)
      counted.errors.push(`${kind}: ${response.status} ${errors?.map(each => each.message).join('; ') ?? ''}`)
    return data
  } catch (error) {
    counted.errors.push(`${kind}: ${(error as Error).message}`)
    return undefined
  }
}
