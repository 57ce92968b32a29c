import { afterAll, expect, test } from 'vitest'
import { sampleSheets } from '../../support/sample-sheets.ts'
import { type TestServer, testServer } from '../../support/server.ts'
import { cleanUp, tinyModel } from './model-folder.ts'

afterAll(cleanUp)

const document = `query ($question: String!) { ask(question: $question, input: { today: "2026-07-15" }) {
  engine note reason abstained clarifications { choice } query
} }`

/** A server with a model, somebody to ask it, and some sheets. */
async function serverWith(settings: ReturnType<typeof tinyModel>, environment: Record<string, string> = {}) {
  const server = await testServer({
    ...{ ASK_MODEL_PATH: settings.path, ASK_MODEL_SHA256: settings.sha256 },
    ...environment,
  })
  const { tokens } = await server.organization('Second Opinion', 'OWNER')
  for (const [dataset, sheet] of Object.entries(sampleSheets)) await server.upload(tokens.OWNER, dataset, sheet)
  const ask = async (question: string) => (await server.ask(tokens.OWNER, document, { question })).data.ask
  return Object.assign(server, { question: ask })
}

const readyOf = async ({ address }: TestServer) => {
  const response = await fetch(`${address}/ready`)
  const { model } = (await response.json()) as { model: string }
  return [response.status, model]
}

test('a model has its say over GraphQL, and where it is killed the rules answer and both asker and operator can see it', async () => {
  await using server = await serverWith(tinyModel({ prefers: 'spend' }))
  const model = server.running.services.secondInterpreter!
  await model.settled()
  expect(await readyOf(server)).toEqual([200, 'ready'])

  const first = ({ clarifications }: { clarifications: { choice: { metrics: string[] } }[] }) =>
    clarifications[0]?.choice.metrics
  const answer = await server.question('cost by client in June')
  expect(answer).toMatchObject({ engine: 'MODEL', note: null, reason: 'AMBIGUOUS_METRIC' })
  expect(first(answer)).toEqual(['spend'])
  expect(await server.question('revenue by client in June')).toMatchObject({ engine: 'RULES', note: null })

  process.kill(model.status().pid!, 'SIGKILL')
  const alone = await server.question('expenses by client in June')
  expect(alone).toMatchObject({ engine: 'RULES', reason: 'AMBIGUOUS_METRIC' })
  expect(alone.note).toMatch(/^The language model .*; this comes from the rules alone\.$/)
  expect(first(alone)).toEqual(['labour_cost'])
  await model.settled()
  expect(await readyOf(server)).toEqual([200, 'ready'])
})

test('a model that abstains turns a doubtful answer into a question back', async () => {
  await using server = await serverWith(tinyModel({ prefers: 'abstain' }))
  await server.running.services.secondInterpreter!.settled()
  const doubtful = await server.question('revnue by cliant in June')
  expect(doubtful).toMatchObject({ engine: 'MODEL', reason: 'UNSURE', query: null })
  expect(doubtful.clarifications).toHaveLength(1)
})

test('a model that must not be loaded leaves the server ready and says why', async () => {
  await using server = await serverWith(tinyModel(), { ASK_MODEL_SHA256: 'f'.repeat(64) })
  await server.running.services.secondInterpreter!.settled()
  expect(await readyOf(server)).toEqual([200, 'not usable: the SHA-256 of the file is not ASK_MODEL_SHA256'])
  expect(await server.question('cost by client in June')).toMatchObject({
    engine: 'RULES',
    note: 'The language model is not available at the moment; this comes from the rules alone.',
  })
})
