import { performance } from 'node:perf_hooks'
import type { Question, WrittenQuery } from './question.ts'
import { type AnsweredQuery, isRight } from './same-query.ts'
import { ASKED_ON, type SampleServer } from './sample-server.ts'
import type { Outcome } from './score.ts'

export interface AnsweredQuestion extends Outcome {
  readonly question: Question
  readonly query: AnsweredQuery | null
  readonly reason: string | null
  readonly text: string
}

interface Asked {
  readonly ask: {
    readonly abstained: boolean
    readonly reason: string | null
    readonly text: string
    readonly query: AnsweredQuery | null
    readonly confidence: number
  }
}

const document = `query ($question: String!, $input: AskInput) {
  ask(question: $question, input: $input) { abstained reason text query confidence }
}`

/** Asks one question as its asker would. */
export async function answerQuestion(server: SampleServer, question: Question): Promise<AnsweredQuestion> {
  const input = { today: ASKED_ON, ...(question.previous ? { previousQuery: asSent(question.previous) } : {}) }
  const started = performance.now()
  const { ask } = await server.ask<Asked>(question.role, document, { question: question.question, input })
  const milliseconds = performance.now() - started
  const shouldAnswer = question.gold !== undefined
  const right = ask.abstained ? !shouldAnswer : ask.query !== null && isRight(question, ask.query, server.nameOf)
  return {
    ...{ question, shouldAnswer, answered: !ask.abstained, right, confidence: ask.confidence, milliseconds },
    ...{ query: ask.query, reason: ask.reason, text: ask.text },
  }
}

/** A written query as the API takes it. */
const asSent = ({ period, ...query }: WrittenQuery): object => ({
  ...query,
  ...(period === '*' ? {} : { period: { between: period } }),
})
