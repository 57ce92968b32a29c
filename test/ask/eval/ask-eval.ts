import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { uncalibrated } from '../../../server/ask/answer/calibrated.ts'
import { type AnsweredQuestion, answerQuestion } from './answer-questions.ts'
import { fittedCalibration, type Judged } from './fitted-calibration.ts'
import { perturbationText } from './perturbation-text.ts'
import { perturbed } from './perturbed.ts'
import { readQuestions } from './question.ts'
import { reportText } from './report-text.ts'
import { sampleServer } from './sample-server.ts'

/**
 * npm run ask:eval -- [--wrong] [--write] [--model FILE --sha256 HASH]
 * Asks every question of `../questions` over GraphQL, each in its role, and prints how well they were answered.
 * `--wrong` lists what was answered wrongly or not at all, of the part that may be looked at; `--write` asks
 * them in other words too, and keeps the report and the calibration of the confidence (read it at the next run).
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
const said: [way: string, AnsweredQuestion][] = []
if (values.write)
  for (const question of readQuestions())
    for (const [way, other] of perturbed(question)) said.push([way, await answerQuestion(server, other)])
const report = reportText(answered) + perturbationText(answered, said)
console.log(report)
if (values.wrong)
  for (const each of answered.filter(({ right, question }) => !right && question.part === 'tuning')) {
    const { question, query, reason } = each
    console.log(`\n${each.answered ? 'WRONG' : `NOT ANSWERED ${reason}`}  ${question.role}  ${question.question}`)
    if (question.previous) console.log(`  after ${JSON.stringify(question.previous)}`)
    if (query) console.log(`  as   ${JSON.stringify(query)}`)
    for (const gold of question.gold ?? [`abstain: ${question.reason}`]) console.log(`  gold ${JSON.stringify(gold)}`)
  }
if (values.write) {
  const judged = [...answered, ...said.map(([, each]) => each)]
    .filter(each => each.answered && each.question.part === 'tuning')
    .map((each): Judged => [Number(uncalibrated(each.confidence).toFixed(4)), each.right])
  const write = (path: string, text: string) => writeFileSync(new URL(path, import.meta.url), text)
  write('../report.md', report)
  write('confidences.json', `[\n  ${judged.map(pair => JSON.stringify(pair).replace(',', ', ')).join(',\n  ')}\n]\n`)
  write(
    '../../../server/ask/answer/calibration.json',
    `${JSON.stringify(fittedCalibration(judged))
      .replace(/([{:,])/g, '$1 ')
      .replace('}', ' }')}\n`,
  )
}
