import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type AnsweredQuestion, answerQuestion } from './answer-questions.ts'
import { readQuestions } from './question.ts'
import { reportText } from './report-text.ts'
import { sampleServer } from './sample-server.ts'

/**
 * npm run ask:eval -- [--wrong] [--write] [--model FILE --sha256 HASH]
 * Asks every question of `../questions` over GraphQL, each in its role, and prints how well they were answered.
 * `--wrong` lists what was answered wrongly or not at all, of the part that may be looked at; `--write` keeps the report.
 * `--model` lets a language model help, with its hash as `npm run ask:model` prints it.
 */
const { values } = parseArgs({
  options: {
    wrong: { type: 'boolean' },
    write: { type: 'boolean' },
    model: { type: 'string' },
    sha256: { type: 'string' },
  },
})

const model = { ASK_MODEL_PATH: values.model ?? '', ASK_MODEL_SHA256: values.sha256 ?? '' }
await using server = await sampleServer(model)
const answered: AnsweredQuestion[] = []
for (const question of readQuestions()) answered.push(await answerQuestion(server, question))
const report = reportText(answered)
console.log(report)
if (values.wrong)
  for (const each of answered.filter(({ right, question }) => !right && question.part === 'tuning')) {
    const { question, query, reason } = each
    console.log(`\n${each.answered ? 'WRONG' : `NOT ANSWERED ${reason}`}  ${question.role}  ${question.question}`)
    if (question.previous) console.log(`  after ${JSON.stringify(question.previous)}`)
    if (query) console.log(`  as   ${JSON.stringify(query)}`)
    for (const gold of question.gold ?? [`abstain: ${question.reason}`]) console.log(`  gold ${JSON.stringify(gold)}`)
  }
if (values.write) writeFileSync(new URL('../report.md', import.meta.url), report)
