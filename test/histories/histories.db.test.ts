import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { makeWorld, smallSize } from '../metrics/oracle/make-world.ts'
import { chanceOf } from '../metrics/oracle/random.ts'
import type { WorldClient } from '../metrics/oracle/world.ts'
import { begin, correct, decide, erase, retain, revert, type Told, upload } from './commands.ts'
import { FirmModel } from './firm-model.ts'
import { type Firm, firmServer, TODAY } from './firms.ts'
import {
  clientDifferences,
  clientsDocument,
  differencesOf,
  everybody,
  type TableQuestion,
  tableDocument,
  tableInput,
  tableQuestion,
} from './questions.ts'
import { anyQuestion, clientPage, provenTable } from './told.ts'

/** PostgreSQL takes three times as long, and goes fewer ways of its own. */
const HISTORIES = process.env.MOAT_TEST_DIALECT === 'postgresql' ? 3 : 6
/** The same histories every time; another MOAT_SEED goes other ways, and failures name theirs. */
const SEED = Number(process.env.MOAT_SEED ?? 20_261_121)
const server = await firmServer()
afterAll(() => server[Symbol.asyncDispose]())

/** What was answered last of everything, for the server that begins anew. */
const lastAnswers = new Map<Firm, { document: string; variables: object; answer: unknown }[]>()

/** The same question as nobody has ever asked it. */
let asked = 0
const anew = (document: string): string => `${document} # ${++asked}`

/** Without the random part of the name of somebody who was erased. */
const alike = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer).replaceAll(/(erased )[0-9a-f]{16}/gi, '$1'))

async function history(seed: number): Promise<{ model: FirmModel; real: Told }> {
  const made = makeWorld(seed, { ...smallSize, staff: 6 }, true)
  const firm = { ...made, today: TODAY }
  const names = [...firm.clients.map(({ name }) => name), 'Nova Labs', 'Orbit Freight']
  const model = new FirmModel(firm, names)
  const { product, plain } = await server.firms(firm)
  /** Asked again after every step. */
  const listed = firm.clients.map(({ name }) => name)
  const standing = [everybody, ...[1, 2].map(at => tableQuestion(chanceOf(seed * 7 + at), listed))]
  const real: Told = {
    ...{ server, product, plain, ids: new Map(), mendable: [] },
    check: async (model, seed) => {
      const chance = chanceOf(seed)
      const clients = names.filter((_, at) => model.isStanding(at))
      const kept: { document: string; variables: object; answer: unknown }[] = []
      lastAnswers.set(product, kept)
      const ask = async (document: string, variables: object) => {
        const answer = await product.ask(document, variables)
        expect(await product.ask(anew(document), variables), document).toEqual(answer)
        kept.push({ document, variables, answer })
        return answer
      }
      const differences: string[] = []
      const compare = async (question: TableQuestion, version: number | null) => {
        const isDecided = question.metrics.some(metric => model.decided.has(metric))
        if (isDecided) return
        const asOf = version === null ? null : real.ids.get(version)!.product
        const { data, errors } = await ask(tableDocument, tableInput(question, asOf))
        expect(errors).toEqual([])
        const world = version === null ? model.world : model.worldAt(version)
        for (const text of differencesOf(data, question, world))
          differences.push(`${JSON.stringify(question)} as of ${version}: ${text}`)
      }
      for (const question of standing) await compare(question, null)
      for (let count = 0; count < 4; count++) await compare(tableQuestion(chance, clients), null)
      await compare({ ...standing[1]!, clients: null }, chance.pick(model.versions))
      const listed = await ask(clientsDocument, {})
      differences.push(...clientDifferences(listed.data, model.rows.CLIENTS.values() as Iterable<WorldClient>))
      expect(differences).toEqual([])
      const told = [
        provenTable(tableQuestion(chance, clients)),
        anyQuestion(chance, clients),
        anyQuestion(chance, clients),
        // Three times: what is kept of a page is kept from the second answer on.
        ...Array<ReturnType<typeof clientPage>>(3).fill(clientPage(chance, clients)),
      ]
      for (const { document, variables } of told)
        expect(alike(await ask(document, variables))).toEqual(alike(await plain.ask(document, variables)))
    },
  }
  await begin(model, real)
  return { model, real }
}

const seed = fc.nat({ max: 1e9 })
const commands = [
  ...Array.from({ length: 7 }, () => seed.map(upload)),
  ...[seed.map(correct), seed.map(revert), seed.map(revert)],
  ...[seed.map(decide), seed.map(erase), seed.map(erase), seed.map(retain)],
]

test('whatever was uploaded, corrected, undone, decided, erased: every answer is what the rows that stand add up to', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(seed, fc.commands(commands, { maxCommands: 14, size: 'max' }), async (seed, steps) => {
      await fc.asyncModelRun(() => history(seed), steps)
    }),
    { numRuns: HISTORIES, endOnFailure: true, seed: SEED },
  )
})

test('a server that begins anew and keeps nothing answers the same', async () => {
  await server.afresh(async ask => {
    for (const [firm, kept] of lastAnswers)
      for (const { document, variables, answer } of kept)
        expect(await ask(firm, document, variables), document).toEqual(answer)
  })
})
