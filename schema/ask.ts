import type { AnswerRecord } from '../server/ask/answer/answer-record.ts'
import { type AskRequest, ask } from '../server/ask/answer/ask.ts'
import { recordQuestions } from '../server/ask/answer/record-questions.ts'
import { isExplanation } from '../server/ask/context.ts'
import { modelOpinion } from '../server/ask/model/model-opinion.ts'
import { BadInput } from '../server/errors.ts'
import type { MetricFilter } from '../server/metrics/metric-query.ts'
import { Answer } from './answer.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { memberOf } from './member.ts'
import { noteStaff } from './metric-table.ts'

/** Most questions in one go. */
const MAX_QUESTIONS = 50

const AskInput = builder.inputType('AskInput', {
  description: 'What a question is asked with.',
  fields: t => ({
    today: t.field({ type: 'Date', description: 'As if asked on that day; absent: today.' }),
    previousQuery: t.field({
      type: 'JSONObject',
      description: 'The query of the answer before, for follow-ups: “and for Contoso?”, “by month”.',
    }),
    choice: t.field({
      type: 'JSONObject',
      description:
        'One of the clarifications or alternatives that were offered: answered as it is, whatever the question.',
    }),
  }),
})

const requestOf = (question: string, input: typeof AskInput.$inferInput | null | undefined): AskRequest => ({
  question,
  today: input?.today ?? null,
  previousQuery: input?.previousQuery ?? null,
  choice: input?.choice ?? null,
})

/** Answers and, once that is done, writes to the audit log that was asked. */
async function answersOf(requests: readonly AskRequest[], context: Context): Promise<AnswerRecord[]> {
  const viewer = memberOf(context)
  const { now, secondInterpreter } = context
  const settings = { now, secondOpinion: secondInterpreter && modelOpinion(secondInterpreter) }
  const answers: AnswerRecord[] = []
  for (const request of requests)
    answers.push(await observedAnswer(() => ask(context.em, viewer, request, settings), context))
  for (const { query, table, explanation } of answers) {
    if (query && !isExplanation(query) && table)
      noteStaff(context, { groupBy: query.groupBy, where: query.where as MetricFilter | undefined }, table)
    if (query && isExplanation(query) && explanation && query.explain.by === 'STAFF')
      context.audit.note('Explanation.STAFF', explanation.drivers.length)
  }
  context.later(() => recordQuestions(context.em, context.gate, viewer, answers, context.now))
  return answers
}

/** What became of a question is counted, never what was asked. */
const observedAnswer = (answering: () => Promise<AnswerRecord>, { telemetry }: Context): Promise<AnswerRecord> =>
  telemetry.span('ask', {}, async set => {
    const answer = await answering()
    const { engine, reason, clarifications } = answer
    const outcome = reason === null ? 'answered' : clarifications.length > 0 ? 'clarified' : 'abstained'
    telemetry.note({ type: 'answer', engine, outcome })
    set({ 'moat.answer.engine': engine, 'moat.answer.outcome': outcome })
    return answer
  })

builder.queryField('ask', t =>
  t.field({
    type: Answer,
    description:
      'Answers a question in words: compiled to the same typed query that everything else uses, or refused with a reason. Nothing is guessed and nothing leaves this machine.',
    authScopes: { scopes: ['data:read'] },
    complexity: 100,
    args: {
      question: t.arg.string({ required: true, description: 'The question, in English, at most 500 characters.' }),
      input: t.arg({ type: AskInput, description: 'The day, the question before, or a choice.' }),
    },
    resolve: async (_root, { question, input }, context) => {
      const [answer] = await answersOf([requestOf(question, input)], context)
      return answer!
    },
  }),
)

builder.queryField('askMany', t =>
  t.field({
    type: [Answer],
    description: 'Answers several questions, in their order, each by itself.',
    authScopes: { scopes: ['data:read'] },
    complexity: ({ questions }) => ({ field: 100, multiplier: Math.max(1, questions.length) }),
    args: {
      questions: t.arg.stringList({ required: true, description: `The questions, at most ${MAX_QUESTIONS}.` }),
      input: t.arg({ type: AskInput, description: 'The day they are asked on.' }),
    },
    resolve: (_root, { questions, input }, context) => {
      if (questions.length > MAX_QUESTIONS)
        throw new BadInput(`Asking ${questions.length} questions: at most ${MAX_QUESTIONS} are answered in one go`)
      return answersOf(
        questions.map(question => requestOf(question, input)),
        context,
      )
    },
  }),
)
