import type { AnsweredQuestion } from './answer-questions.ts'

/** How many of the questions that were right stay so when they are said otherwise; empty without any. */
export function perturbationText(
  answered: readonly AnsweredQuestion[],
  said: readonly (readonly [way: string, each: AnsweredQuestion])[],
): string {
  if (said.length === 0) return ''
  const right = new Set(answered.filter(each => each.right).map(({ question }) => question.id))
  const ways = Map.groupBy(
    said.filter(([, { question }]) => right.has(question.id)),
    ([way]) => way,
  )
  const rows = [...ways].map(([way, some]) => {
    const stay = some.filter(([, each]) => each.right).length
    const wrong = some.filter(([, each]) => !each.right && each.answered).length
    return `| ${way} | ${stay} of ${some.length} | ${some.length - stay - wrong} | ${wrong} |`
  })
  return [
    '## Said otherwise',
    '',
    'Questions of both parts that were right as they were written.',
    '',
    '| | still right | not answered | wrong |',
    '|---|---|---|---|',
    ...rows,
    '',
    ...said
      .filter(
        ([, { question, answered, right: good }]) =>
          answered && !good && right.has(question.id) && question.part === 'tuning',
      )
      .map(([way, { question, query }]) => `- ${way}: ${question.question} \`${JSON.stringify(query)}\``),
    '',
  ].join('\n')
}
