import type { AnsweredQuestion } from './answer-questions.ts'
import { type Score, type Share, score } from './score.ts'

/** The report as Markdown: both parts beside each other, then by tag and by author, then every wrong answer. */
export function reportText(answered: readonly AnsweredQuestion[]): string {
  const parts = (['tuning', 'held-out'] as const).map(part => answered.filter(({ question }) => question.part === part))
  const [tuning, heldOut] = parts.map(score) as [Score, Score]
  const rows = measures.map(([name, of]) => `| ${name} | ${of(tuning)} | ${of(heldOut)} |`)
  return [
    '# How well questions are answered',
    '',
    `${answered.length} questions over the sample firm, each asked over GraphQL in its role; what they are stands in \`questions/README.md\`.`,
    'Intervals are 95 % (Wilson). The held-out third was drawn before anything was tuned and is only counted.',
    '',
    `| | tuning (${parts[0]?.length}) | held out (${parts[1]?.length}) |`,
    '|---|---|---|',
    ...rows,
    '',
    ...shares('By tag', answered, ({ question }) => question.tags),
    ...shares('By author', answered, ({ question }) => [question.author]),
    '## Answered wrongly',
    '',
    'Of the part that may be looked at; those of the other part are counted above and left unread.',
    '',
    ...answered
      .filter(each => each.answered && !each.right && each.question.part === 'tuning')
      .map(
        ({ question, query }) =>
          `- ${question.question.trim()} (${question.role.toLowerCase()}): \`${JSON.stringify(query)}\``,
      ),
    '',
  ].join('\n')
}

const percent = (part: number): string => (Number.isNaN(part) ? '–' : `${(part * 100).toFixed(1)} %`)
const withInterval = ({ value, from, to, count, of }: Share): string =>
  `${percent(value)} (${percent(from)} to ${percent(to)}; ${count} of ${of})`
const plain = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(3))
const milliseconds = (value: number): string => `${value.toFixed(1)} ms`

const measures: readonly (readonly [string, (score: Score) => string])[] = [
  ['accuracy, right abstentions among them', each => withInterval(each.accuracy)],
  ['precision when answered', each => withInterval(each.precisionAnswered)],
  ['silently wrong', each => withInterval(each.silentlyWrong)],
  ['abstention recall', each => withInterval(each.abstentionRecall)],
  ['abstention precision', each => withInterval(each.abstentionPrecision)],
  ['penalised score (right +1, wrong −10)', each => plain(each.penalised)],
  ['Brier score of the confidence', each => plain(each.brier)],
  ['AUROC of the confidence', each => plain(each.auroc)],
  ['calibration error, ten equal groups', each => plain(each.calibrationError)],
  ['whole request, p50 / p95 / p99', each => [each.p50, each.p95, each.p99].map(milliseconds).join(' / ')],
]

function shares(
  title: string,
  answered: readonly AnsweredQuestion[],
  groupsOf: (each: AnsweredQuestion) => readonly string[],
): string[] {
  const groups = Map.groupBy(
    answered.flatMap(each => groupsOf(each).map(group => ({ group, right: each.right }))),
    ({ group }) => group,
  )
  const rows = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, some]) => {
      const right = some.filter(each => each.right).length
      return `| ${group} | ${right} of ${some.length} | ${percent(right / some.length)} |`
    })
  return [`## ${title}`, '', '| | right | |', '|---|---|---|', ...rows, '']
}
