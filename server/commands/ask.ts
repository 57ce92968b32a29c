import { parseArgs } from 'node:util'
import { type Member, scopesOfRole } from '../access/policy.ts'
import { ask } from '../ask/answer/ask.ts'
import { createSecondInterpreter } from '../ask/model/create-second-interpreter.ts'
import { modelOpinion } from '../ask/model/model-opinion.ts'
import { modelSettings } from '../ask/model/model-settings.ts'
import { BadConfiguration, databaseLocation, processConfig } from '../config.ts'
import { openDatabase } from '../db/database.ts'
import { withoutTenant, withTenant } from '../db/row-level-security/tenant-scope.ts'
import { dbOf } from '../db/tables.ts'
import { ExpectedError } from '../errors.ts'
import { organizationFor } from './organization-for.ts'
import { UsageError } from './usage-error.ts'

const usage = `npm run ask -- "which clients lost money last quarter?" [--organization NAME] [--today YYYY-MM-DD] [--json]

Answers a question about the data in DATA_DIR or DATABASE_URL, as its owner would see it.`

/** `npm run ask -- "…"`: a question in words, from the command line of the machine that holds the data. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      organization: { type: 'string' },
      today: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const question = positionals.join(' ')
  if (values.help || question === '') {
    console.log(usage)
    if (question === '' && !values.help) process.exitCode = 2
    return
  }
  const config = processConfig()
  const database = await openDatabase(databaseLocation(config))
  const settings = modelSettings(config)
  const model = settings && createSecondInterpreter(settings, { now: () => performance.now(), report: () => undefined })
  try {
    const em = database.em.fork()
    const organization = await withoutTenant('command line', () =>
      organizationFor(dbOf(em), values.organization ?? null),
    )
    const viewer: Member = {
      userId: null,
      email: null,
      organizationId: organization.id,
      role: 'OWNER',
      scopes: new Set(scopesOfRole.OWNER),
      apiKeyId: null,
    }
    const request = { question, today: values.today ?? null, previousQuery: null, choice: null }
    await model?.settled()
    const asking = { now: Date.now(), secondOpinion: model && modelOpinion(model) }
    const answer = await withTenant(organization.id, () => ask(em, viewer, request, asking))
    if (values.json) {
      const { text, reason, query, confidence, engine, clarifications, note, durationMs } = answer
      console.log(
        JSON.stringify({ text, reason, query, confidence, engine, clarifications, note, durationMs }, null, 2),
      )
      return
    }
    console.log(answer.text)
    if (answer.note) console.log(answer.note)
    for (const { label } of answer.clarifications) console.log(`  - ${label}`)
    if (answer.chips.length > 0) console.log(`Understood as: ${answer.chips.map(({ label }) => label).join(' · ')}`)
  } finally {
    await model?.stop()
    await database.close(true)
  }
}

try {
  await main()
} catch (error) {
  if (!(error instanceof UsageError || error instanceof BadConfiguration || error instanceof ExpectedError)) throw error
  console.error(error.message)
  process.exitCode = 2
}
